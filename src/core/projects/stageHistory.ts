import { daySpan } from '../calendar/days.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';

/** One step of a project. Without a stage: from then on the stage was not known. */
export interface StageEntry {
  readonly stage?: string;
  /** The day on which it happened, as far as it is known. */
  readonly date?: string;
  readonly reason?: string;
  /** ISO instant at which it was written down. It orders the steps and keeps two equal ones apart. */
  readonly at?: string;
}

/** What a change of stage is written down with. */
export interface StageMoment {
  /** The author's calendar day. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Values = Readonly<Record<string, unknown>>;

/** The steps in the order in which they were written down; those from before that was kept come first. */
export function stageEntries(history: unknown): StageEntry[] {
  if (!Array.isArray(history)) return [];
  const entries = history.filter(
    (entry): entry is StageEntry => entry !== null && typeof entry === 'object' && !Array.isArray(entry),
  );
  return entries
    .map((entry, index) => ({ entry, index, time: writtenAt(entry) ?? 0 }))
    .sort((a, b) => a.time - b.time || a.index - b.index)
    .map(({ entry }) => entry);
}

/** Whether the last step says the project's stage. A project without a step yet has nothing to say. */
export function isConsistent(stage: unknown, history: unknown): boolean {
  const last = stageEntries(history).at(-1);
  return last === undefined || (last.stage ?? null) === (stage ?? null);
}

/**
 * The patch of a project with what it needs so that every change of stage is dated and kept, and the last step
 * always says the stage. A patch of the steps alone takes the stage along.
 * @param current the project's values before; `{}` for a new one
 */
export function withStageHistory(current: Values, patch: Values, moment: StageMoment): Values {
  const touches = 'stage' in patch && patch.stage !== undefined;
  if (!touches && !patch.stageHistory) return patch;
  const before = stageEntries(current.stageHistory);
  const wanted = 'stageHistory' in patch && patch.stageHistory !== undefined ? patch.stageHistory : before;
  const history = stamped(wanted, before, moment.now);
  const steps = history === undefined ? {} : { stageHistory: history };
  const last = stageEntries(history).at(-1);
  if (!touches) {
    if (!last || (last.stage ?? null) === (current.stage ?? null)) return { ...patch, ...steps };
    return { ...patch, ...steps, stage: last.stage ?? null };
  }
  const changes = (patch.stage ?? null) !== (current.stage ?? null);
  const said = last !== undefined && (last.stage ?? null) === (patch.stage ?? null);
  const isNewlySaid = said && !isAmong(last, before);
  // An unchanged stage needs no step, unless the steps now say something else.
  if (changes ? isNewlySaid : said || last === undefined) return { ...patch, ...steps };
  return { ...patch, stageHistory: [...(history ?? []), newEntry(patch.stage, history ?? [], moment)] };
}

/** The step that makes a project consistent again after a value was taken back or settled on. */
export function newEntry(stage: unknown, history: readonly StageEntry[], moment: StageMoment): StageEntry {
  return {
    ...(typeof stage === 'string' ? { stage } : {}),
    date: moment.today,
    at: instantAfter(history, moment.now),
  };
}

/** The latest day that the steps so far speak of, when a new step on `date` would be before it. */
export function runsBackwards(history: unknown, date: unknown): string | undefined {
  const wanted = daySpan(date);
  if (!wanted) return undefined;
  const later = stageEntries(history)
    .map((entry) => ({ date: entry.date, span: daySpan(entry.date) }))
    .filter(({ span }) => span !== undefined && span.first > wanted.last)
    .sort((a, b) => ((a.span?.first ?? '') < (b.span?.first ?? '') ? 1 : -1))[0];
  return later?.date;
}

/** New steps get an instant each, in the order in which they are given. */
function stamped(wanted: unknown, before: readonly StageEntry[], now: number): StageEntry[] | undefined {
  if (wanted === null || !Array.isArray(wanted)) return undefined;
  const result: StageEntry[] = [];
  for (const entry of wanted as StageEntry[]) {
    const isKnown = entry.at !== undefined || isAmong(entry, before);
    result.push(isKnown ? entry : { ...entry, at: instantAfter([...before, ...result], now) });
  }
  return result;
}

function isAmong(entry: StageEntry, entries: readonly StageEntry[]): boolean {
  const text = canonicalJson(entry);
  return entries.some((other) => canonicalJson(other) === text);
}

/** After every step that is known here, whatever the wall clock says. */
function instantAfter(history: readonly StageEntry[], now: number): string {
  const times = history.map(writtenAt).filter((time) => time !== undefined);
  return new Date(Math.max(now, ...times.map((time) => time + 1))).toISOString();
}

/** Undefined for what is no instant, or one that no clock of ours can come after. */
function writtenAt({ at }: StageEntry): number | undefined {
  if (typeof at !== 'string' || !/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(at)) return undefined;
  const time = Date.parse(at);
  return Number.isFinite(time) ? time : undefined;
}
