import { compareText } from '../order.ts';
import type { VerdictNote } from '../results.ts';
import type { LanguageTexts, MatchingData, VerdictRecord } from '../types.ts';

/** What people said about the organisations of one question, per organisation, the latest last. */
export type VerdictsOfQuestion = ReadonlyMap<string, readonly VerdictNote[]>;

/** What a question is about: a verdict on a city holds for every need of that city. */
export interface Question {
  readonly about: readonly string[];
  readonly cities: readonly string[];
}

const veto = 'vetoed';
const nothing: VerdictsOfQuestion = new Map();

/**
 * Verdicts of people, ready to be looked up. They never change a score: a veto takes a row out, the others are shown
 * and can be filtered by.
 */
export class VerdictTable {
  /** By the need, city or study that was asked for; '' for a verdict that names none and so holds everywhere. */
  private readonly byQuestion = new Map<string, { organisation: string; note: VerdictNote }[]>();
  /** Every row of an answer asks the same. */
  private readonly found = new WeakMap<Question, VerdictsOfQuestion>();
  private readonly carried = new Map<string, { city: string; note: VerdictNote }[]>();

  constructor(data: Pick<MatchingData, 'verdicts' | 'solutions'>) {
    const providers = new Map(data.solutions.map((solution) => [solution.id, solution.organisation]));
    for (const row of data.verdicts ?? []) {
      if (!row.verdict) continue;
      const note = noteOf(row);
      const organisation = row.organisation ?? providers.get(row.solution ?? '');
      if (organisation) add(this.byQuestion, row.need ?? row.city ?? row.study ?? '', { organisation, note });
      else if (row.city) add(this.carried, row.study ?? row.precedent ?? '', { city: row.city, note });
    }
  }

  /** Everything said about organisations for a question. */
  of(question: Question): VerdictsOfQuestion {
    if (this.byQuestion.size === 0) return nothing;
    const known = this.found.get(question);
    if (known) return known;
    const found = new Map<string, VerdictNote[]>();
    for (const id of new Set(['', ...question.about, ...question.cities]))
      for (const { organisation, note } of this.byQuestion.get(id) ?? []) add(found, organisation, note);
    for (const notes of found.values()) notes.sort(byDate);
    this.found.set(question, found);
    return found;
  }

  /** Everything said about cities to which a study or precedent could be carried over. */
  ofRollout(studyOrPrecedentId: string): VerdictsOfQuestion {
    const found = new Map<string, VerdictNote[]>();
    for (const { city, note } of this.carried.get(studyOrPrecedentId) ?? []) add(found, city, note);
    for (const notes of found.values()) notes.sort(byDate);
    return found;
  }
}

/** Why a row is left out for what people said; undefined when it stays. Any veto stands until it is withdrawn. */
export function ruledOut(
  notes: readonly VerdictNote[] | undefined,
  hiddenVerdicts: readonly string[] | undefined,
): 'vetoed' | 'verdict' | undefined {
  if (!notes || notes.length === 0) return undefined;
  if (notes.some((note) => note.verdict === veto)) return 'vetoed';
  return hiddenVerdicts?.includes(notes.at(-1)?.verdict ?? '') ? 'verdict' : undefined;
}

/** What a row shows of them: the latest as its state, and all of them. */
export function shownVerdicts(notes: readonly VerdictNote[] | undefined): {
  verdict?: string;
  verdicts?: readonly VerdictNote[];
} {
  const latest = notes?.at(-1);
  return latest && notes ? { verdict: latest.verdict, verdicts: notes } : {};
}

function noteOf(row: VerdictRecord): VerdictNote {
  return {
    id: row.id,
    verdict: row.verdict ?? '',
    ...(row.date ? { date: row.date } : {}),
    ...(row.reason ? { reason: inOrder(row.reason) } : {}),
  };
}

/** The order in which languages were written down must not reach the answer. */
function inOrder(texts: LanguageTexts): LanguageTexts {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => compareText(a, b)));
}

function byDate(a: VerdictNote, b: VerdictNote): number {
  return compareText(a.date ?? '', b.date ?? '') || compareText(a.id, b.id);
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
