import type { z } from 'zod';
import type { SettingsEffectAnswer, TaxonomyEffectAnswer } from '#contract/matchingEffectSchemas.ts';
import {
  matchInputSchema,
  matchRolloutInputSchema,
  matchTeamInputSchema,
  matchTextInputSchema,
  type weighTeamInputSchema,
} from '#contract/matchingQuestionSchemas.ts';
import type { ComparedRun, MatchRun } from '#contract/matchingRunSchemas.ts';
import type {
  DemandMatches,
  OrganisationMatches,
  RolloutMatches,
  TeamMatches,
  WeighedTeamAnswer,
} from '#contract/matchingSchemas.ts';
import { type ErrorCode, MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type {
  FactToAsk,
  MatchingEngine,
  MatchOptions,
  MatchResult,
  OrganisationMatch,
  RunFingerprint,
} from '#core/matching/index.ts';
import { maySee } from '#core/records/audience.ts';
import { findRecord } from '#db/queries/records.ts';
import type { Store } from '#db/store.ts';
import { changedBetween } from './changedSince.ts';
import { type AskedAgain, type ComparedRows, compareKept, compareRows, subjectsOf } from './compareRun.ts';
import { type EngineSource, MatchingEngines } from './engines.ts';
import { labelsOf, labelsWithRemoved } from './labels.ts';
import { completeSettings, readMatchingSettings, type StoredMatchingSettings } from './matchingSettings.ts';
import { findRun, forgetRuns, type KeptRun, keepRun, type RunToKeep, readRuns } from './runs.ts';
import { type SettingsEffectRequest, settingsEffect } from './settingsEffect.ts';
import { type TaxonomyEffectRequest, taxonomyEffect } from './taxonomyEffect.ts';
import { UnseenVetoes } from './unseenVetoes.ts';

export type MatchRequest = z.output<typeof matchInputSchema>;
export type MatchTextRequest = z.output<typeof matchTextInputSchema>;
export type MatchTeamRequest = z.output<typeof matchTeamInputSchema>;
export type WeighTeamRequest = z.output<typeof weighTeamInputSchema>;
export type MatchRolloutRequest = z.output<typeof matchRolloutInputSchema>;

const withoutNote: readonly ErrorCode[] = ['STORAGE_LOCKED', 'STORAGE_FULL', 'STORAGE_READ_ONLY'];

interface AskingAgain {
  readonly engines: EngineSource;
  rows?: RunToKeep['rows'];
  run?: RunFingerprint;
}

interface Reader {
  readonly audience: Visibility;
  readonly timeZone: string;
  readonly noted?: boolean | undefined;
}

/** Matching over an open registry: every question is answered from what its audience may see, and nothing else. */
export class MatchingService {
  readonly #store: Store;
  readonly #engines: MatchingEngines;
  readonly #now: () => number;
  readonly #actor: string | undefined;

  /**
   * @param now milliseconds since 1970; tests stand still
   * @param actor who asks, for the note of a run
   */
  constructor(store: Store, now: () => number = Date.now, actor?: string) {
    this.#store = store;
    this.#engines = new MatchingEngines(store, now);
    this.#now = now;
    this.#actor = actor;
  }

  /** While a noted run is asked again: the engine with its settings, and what its rows were. */
  #again: AskingAgain | undefined;

  /**
   * A noted run asked again, with its own settings and with those of now, and what moved. Noted as no new run.
   * @throws MusubiError NOT_FOUND for a run that is not there, or whose subject is gone
   */
  compareRun(id: string, timeZone: string): ComparedRun {
    const found = this.#run(id);
    const then = completeSettings(found.settings);
    const current = readMatchingSettings(this.#store);
    const ask = (settings: StoredMatchingSettings) =>
      this.#askAgain(found.run, timeZone, {
        for: (audience, zone) => this.#engines.with(settings, audience, zone),
      });
    const repeated = ask(then);
    const now = current.hash === then.hash ? repeated : ask(current);
    const compared = compareRows(found.run, repeated, now, then, current);
    return this.#named(compared, found.position, this.#engines.position());
  }

  /**
   * Two noted runs beside each other, as they were noted.
   * @throws MusubiError NOT_FOUND for a run that is not there
   */
  compareRuns(id: string, otherId: string): ComparedRun {
    const [one, other] = [this.#run(id), this.#run(otherId)];
    const [earlier, later] = one.run.at <= other.run.at ? [one, other] : [other, one];
    return this.#named(compareKept(earlier, later), earlier.position, later.position);
  }

  #run(id: string): KeptRun {
    const found = findRun(this.#store, id);
    if (!found) throw new MusubiError('NOT_FOUND', { id });
    return found;
  }

  /** With the names of everything in it, and what was changed between two positions of the log where both are known. */
  #named(compared: ComparedRows, after: number | undefined, until: number | undefined): ComparedRun {
    const { statements } = this.#store;
    const { run, other, rows } = compared;
    const changedRecords =
      after === undefined || until === undefined
        ? undefined
        : changedBetween(statements, after, until, run.audience);
    const ids = [
      ...rows.flatMap((row) => row.ids),
      ...subjectsOf(run),
      ...(other ? subjectsOf(other) : []),
      ...(changedRecords?.ids ?? []),
    ];
    return {
      ...compared,
      ...(changedRecords ? { changedRecords } : {}),
      labels: labelsWithRemoved(
        statements,
        { ids },
        other?.audience === 'private' ? 'private' : run.audience,
      ),
    };
  }

  #askAgain({ question, input, audience }: MatchRun, timeZone: string, engines: EngineSource): AskedAgain {
    const again: AskingAgain = { engines };
    this.#again = again;
    try {
      const request = { ...input, audience, timeZone };
      if (question === 'need') this.need(matchInputSchema.parse(request));
      else if (question === 'city') this.city(matchInputSchema.parse(request));
      else if (question === 'organisation') this.organisation(matchInputSchema.parse(request));
      else if (question === 'text') this.text(matchTextInputSchema.parse(request));
      else if (question === 'team') this.team(matchTeamInputSchema.parse(request));
      else this.rollout(matchRolloutInputSchema.parse(request));
    } finally {
      this.#again = undefined;
    }
    return { rows: again.rows ?? [], run: again.run as RunFingerprint };
  }

  /** @throws MusubiError NOT_FOUND */
  need(request: MatchRequest): OrganisationMatches {
    return this.#organisationsFor('need', request, (engine, options) =>
      engine.matchNeed(request.id, options),
    );
  }

  /** @throws MusubiError NOT_FOUND */
  city(request: MatchRequest): OrganisationMatches {
    return this.#organisationsFor('city', request, (engine, options) =>
      engine.matchCity(request.id, options),
    );
  }

  /** @throws MusubiError NOT_FOUND */
  organisation(request: MatchRequest): DemandMatches {
    return this.#asked('organisation', request, (engine) => {
      const found = engine.matchOrganisation(request.id, optionsOf(request));
      if (!found) throw new MusubiError('NOT_FOUND', { kind: 'organisation', id: request.id });
      const items = found.items.map(
        ({ needId, cityId, studyId, solutionId, score, parts, evidence, missing, wouldRaise, ...rest }) => ({
          ...given({ needId, cityId, studyId, solutionId }),
          ...{ score, parts, evidence, missing, wouldRaise },
          ...rest,
        }),
      );
      return {
        answer: { query: found.query, total: found.total, items, filtered: found.filtered, run: found.run },
        rows: items.map((item) => ({ ids: [item.needId, item.cityId, item.studyId], score: item.score })),
      };
    }) as DemandMatches;
  }

  /** @throws MusubiError NOT_FOUND for a country that is not in the registry */
  text(request: MatchTextRequest): OrganisationMatches {
    if (request.country !== undefined) this.#require('country', request.country, request.audience);
    return this.#asked('text', request, (engine) => {
      const { text, language, country } = request;
      const options = { ...optionsOf(request), ...given({ language, country }) };
      return organisationAnswer(engine.matchText(text, options), engine.factsToAskText(text, options));
    }) as OrganisationMatches;
  }

  /** @throws MusubiError NOT_FOUND for a need or a lead that is not there */
  team(request: MatchTeamRequest): TeamMatches {
    return this.#asked('team', request, (engine) => {
      for (const id of request.needIds) this.#require('need', id, request.audience);
      if (request.lead !== undefined) this.#require('organisation', request.lead, request.audience);
      const { max, lead } = request;
      const found = engine.matchTeam([...new Set(request.needIds)], given({ max, lead }));
      if (!found) throw new MusubiError('NOT_FOUND', { kind: 'need', id: request.needIds.join(', ') });
      const items = found.items.map(
        ({ members, covered, uncovered, links, score, optimal, bound, ...rest }) => ({
          ...{ members, covered, uncovered, links, score, optimal, bound },
          ...rest,
        }),
      );
      return {
        answer: { query: found.query, nobodyOffers: found.nobodyOffers, items, run: found.run },
        rows: items.map((item) => ({
          ids: item.members.map((member) => member.organisationId),
          score: item.score,
        })),
      };
    }) as TeamMatches;
  }

  /**
   * Not noted as a run: it is a step of a person's work on an answer.
   * @throws MusubiError NOT_FOUND for a need, member or leaving member that is not there, or nothing wanted
   */
  weighTeam(request: WeighTeamRequest): WeighedTeamAnswer {
    const { audience, timeZone, lead, leaving } = request;
    const needIds = [...new Set(request.needIds)];
    const members = [...new Set(request.members)];
    for (const id of needIds) this.#require('need', id, audience);
    for (const id of members) this.#require('organisation', id, audience);
    if (leaving !== undefined && !members.includes(leaving))
      throw new MusubiError('NOT_FOUND', { kind: 'organisation', id: leaving });
    const { engine } = this.#engines.for(audience, timeZone);
    const found = engine.weighTeam(needIds, { members, ...given({ lead, leaving }) });
    if (!found) throw new MusubiError('NOT_FOUND', { kind: 'need', id: needIds.join(', ') });
    return { ...found, labels: labelsOf(this.#store.statements, found, audience) } as WeighedTeamAnswer;
  }

  /** @throws MusubiError NOT_FOUND */
  rollout(request: MatchRolloutRequest): RolloutMatches {
    return this.#asked('rollout', request, (engine) => {
      const found = engine.matchRollout(request.id, {
        limit: request.limit,
        hiddenVerdicts: request.hiddenVerdicts,
      });
      if (!found) throw new MusubiError('NOT_FOUND', { kind: 'study', id: request.id });
      const items = found.items.map(({ cityId, score, parts, evidence, ...rest }) => ({
        ...{ cityId, score, parts, evidence },
        ...rest,
      }));
      return {
        answer: { ...found, items },
        rows: items.map((item) => ({ ids: [item.cityId], score: item.score })),
      };
    }) as RolloutMatches;
  }

  /**
   * What an edit of a concept would do to the rankings of a reader. Nothing is written.
   * @throws MusubiError INVALID_INPUT as writing it would
   */
  taxonomyEffect(request: TaxonomyEffectRequest): TaxonomyEffectAnswer {
    return taxonomyEffect(request, this.#store, this.#engines);
  }

  /**
   * What other settings would do to the rankings of a reader. Nothing is written.
   * @throws MusubiError INVALID_INPUT as writing them would
   */
  settingsEffect(request: SettingsEffectRequest): SettingsEffectAnswer {
    return settingsEffect(request, this.#store, this.#engines);
  }

  /** Names of records that an audience may see. */
  names(ids: readonly string[], audience: Visibility) {
    return labelsOf(this.#store.statements, { ids }, audience);
  }

  /** What an audience would not be told of the answers that it is handed; for who hands them on. */
  unseenVetoes(audience: Visibility): UnseenVetoes {
    return new UnseenVetoes(this.#store.statements, audience);
  }

  /** The latest runs on this device, for its owner. */
  runs(limit: number, about?: string) {
    const items = readRuns(this.#store, limit, about);
    const ids = items.flatMap((run) => [...subjectsOf(run), ...(run.result[0]?.ids ?? [])]);
    return { items, labels: labelsWithRemoved(this.#store.statements, { ids }, 'private') };
  }

  /** Forgets runs on this device, all of them when none is named; tells how many are gone. */
  forgetRuns(ids?: readonly string[]): number {
    return forgetRuns(this.#store, ids);
  }

  #organisationsFor(
    kind: 'need' | 'city',
    request: MatchRequest,
    ask: (engine: MatchingEngine, options: MatchOptions) => MatchResult<OrganisationMatch> | undefined,
  ): OrganisationMatches {
    return this.#asked(kind, request, (engine) => {
      const found = ask(engine, optionsOf(request));
      if (!found) throw new MusubiError('NOT_FOUND', { kind, id: request.id });
      return organisationAnswer(found, engine.factsToAsk(request.id));
    }) as OrganisationMatches;
  }

  /** Answers with names, and notes the run. */
  #asked<Answer extends { readonly run: RunFingerprint }>(
    question: MatchRun['question'],
    request: Reader,
    ask: (engine: MatchingEngine) => { answer: Answer; rows: RunToKeep['rows'] },
  ) {
    const { audience, timeZone, noted, ...input } = request;
    const position = this.#engines.position();
    const { engine, settings } = (this.#again?.engines ?? this.#engines).for(audience, timeZone);
    const { answer, rows } = ask(engine);
    if (this.#again) {
      this.#again.rows = rows;
      this.#again.run = answer.run;
      return { ...answer, labels: {} };
    }
    if (noted !== false) {
      const asked = { question, audience, input, run: answer.run, settings: settings.changes };
      this.#keep({ ...asked, rows, position, actor: this.#actor });
    }
    return { ...answer, labels: labelsOf(this.#store.statements, answer, audience) };
  }

  /** An answer is worth more than the note of it: a busy or full disk takes only the note. */
  #keep(run: RunToKeep) {
    try {
      keepRun(this.#store, run, new Date(this.#now()));
    } catch (cause) {
      if (!(cause instanceof MusubiError) || !withoutNote.includes(cause.code)) throw cause;
    }
  }

  #require(kind: KindName, id: string, audience: Visibility) {
    const found = findRecord(this.#store.statements, id);
    if (!found || found.kind !== kind || found.deletedAt || !maySee(audience, found.visibility))
      throw new MusubiError('NOT_FOUND', { kind, id });
  }
}

function organisationAnswer(found: MatchResult<OrganisationMatch>, facts: readonly FactToAsk[]) {
  const items = found.items.map(
    ({ organisationId, solutionId, score, parts, evidence, missing, wouldRaise, ...rest }) => ({
      organisationId,
      ...given({ solutionId }),
      ...{ score, parts, evidence, missing, wouldRaise },
      ...rest,
    }),
  );
  return {
    answer: {
      query: found.query,
      total: found.total,
      items,
      facts,
      filtered: found.filtered,
      run: found.run,
    },
    rows: items.map((item) => ({ ids: [item.organisationId, item.solutionId], score: item.score })),
  };
}

function optionsOf(
  request: Pick<MatchRequest, 'limit' | 'listFiltered' | 'diversify' | 'hiddenVerdicts'>,
): MatchOptions {
  const { limit, listFiltered, diversify, hiddenVerdicts } = request;
  return {
    limit,
    listFiltered,
    ...(diversify > 0 ? { diversify } : {}),
    ...(hiddenVerdicts.length > 0 ? { constraints: { hiddenVerdicts } } : {}),
  };
}

/** Without the keys that have no value: an answer names only what there is. */
function given<Values extends Readonly<Record<string, unknown>>>(values: Values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}
