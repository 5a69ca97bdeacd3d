import type { Visibility } from '#core/kinds/choices.ts';
import { type MatchingData, type VerdictsOfQuestion, VerdictTable } from '#core/matching/index.ts';
import { readRecord } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import { readVerdictData } from './readMatchingData.ts';

const veto = 'vetoed';

/**
 * How many rows of a file are ruled out by a veto which the file's audience may not see. The veto cannot count there
 * without giving itself away; whoever makes the file should know before it goes out. For its author alone: never a part
 * of the file.
 */
export class UnseenVetoes {
  readonly #statements: Statements;
  /** Undefined where nothing is hidden from the audience. */
  readonly #table: VerdictTable | undefined;

  constructor(statements: Statements, audience: Visibility) {
    this.#statements = statements;
    const data = hiddenVetoes(statements, audience);
    this.#table = (data.verdicts ?? []).length > 0 ? new VerdictTable(data) : undefined;
  }

  /** Organisations shown for needs, cities or a study, by id; `cities` are those that a text names. */
  organisations(about: readonly string[], cities: readonly string[], shown: readonly string[]): number {
    return count(this.#about(about, cities), shown);
  }

  /** Needs, cities and studies shown for an organisation. */
  demands(organisationId: string, shown: readonly string[]): number {
    return shown.filter((id) => this.#about([id], []).has(organisationId)).length;
  }

  /** Cities shown for a study or precedent. */
  rolloutCities(studyOrPrecedentId: string, shown: readonly string[]): number {
    return count(this.#table?.ofRollout(studyOrPrecedentId) ?? new Map(), shown);
  }

  #about(about: readonly string[], cities: readonly string[]): VerdictsOfQuestion {
    if (!this.#table) return new Map();
    return this.#table.of({ about, cities: [...cities, ...about.flatMap((id) => this.#citiesOf(id))] });
  }

  /** A veto on a city holds for its needs and its studies' needs, also where the reader may not know the city. */
  #citiesOf(id: string): string[] {
    const record = readRecord(this.#statements, id);
    if (!record || record.deletedAt) return [];
    if (record.kind === 'city') return [id];
    if (record.kind === 'study') return strings(record.cities);
    if (record.kind !== 'need') return [];
    if (typeof record.city === 'string') return [record.city];
    return typeof record.study === 'string' ? this.#citiesOf(record.study) : [];
  }
}

function count(verdicts: VerdictsOfQuestion, shown: readonly string[]): number {
  return new Set(shown.filter((id) => verdicts.has(id))).size;
}

/** Vetoes that the owner of this device knows and the audience does not. */
function hiddenVetoes(
  statements: Statements,
  audience: Visibility,
): Pick<MatchingData, 'verdicts' | 'solutions'> {
  if (audience === 'private') return { verdicts: [], solutions: [] };
  const { verdicts = [], solutions } = readVerdictData(statements, 'private');
  const vetoes = verdicts.filter(({ verdict }) => verdict === veto);
  if (vetoes.length === 0) return { verdicts: [], solutions: [] };
  const seen = new Set(readVerdictData(statements, audience).verdicts?.map(({ id }) => id));
  return { verdicts: vetoes.filter(({ id }) => !seen.has(id)), solutions };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
