import { type ComparedRun, type MatchRun, notedRows, type RunCause } from '#contract/matchingRunSchemas.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { RunFingerprint } from '#core/matching/index.ts';
import { completeSettings, type StoredMatchingSettings } from './matchingSettings.ts';
import type { KeptRun, RunToKeep } from './runs.ts';
import { settingDifferences } from './settingDifferences.ts';

/** The answer to a noted question, asked again. */
export interface AskedAgain {
  readonly rows: RunToKeep['rows'];
  readonly run: RunFingerprint;
}

export type ComparedRows = Omit<ComparedRun, 'labels' | 'changedRecords'>;

/** Records that a run was about. */
export function subjectsOf({ input }: MatchRun): string[] {
  const { id, needIds } = input as { id?: unknown; needIds?: unknown };
  return [...(typeof id === 'string' ? [id] : []), ...(Array.isArray(needIds) ? needIds.map(String) : [])];
}

/**
 * The first rows of a run beside those of today: what differs with the settings of then comes from data, terms or the
 * day; what differs further with the settings of now comes from the settings.
 */
export function compareRows(
  run: MatchRun,
  repeated: AskedAgain,
  now: AskedAgain,
  then: StoredMatchingSettings,
  current: StoredMatchingSettings,
): ComparedRows {
  return {
    run,
    now: now.run,
    causes: causesOf(run.run, now.run),
    settings: settingDifferences(then.settings, current.settings),
    rows: besideEachOther(run.question, { before: run.result, repeated: repeated.rows, now: now.rows }),
  };
}

/** Two noted runs as they were noted; nothing is asked again. */
export function compareKept(earlier: KeptRun, later: KeptRun): ComparedRows {
  const [before, now] = [earlier.run, later.run];
  const differs = (left: unknown, right: unknown) => canonicalJson(left) !== canonicalJson(right);
  return {
    run: before,
    other: now,
    now: now.run,
    causes: [
      ...(before.question !== now.question || differs(before.input, now.input) ? ['question' as const] : []),
      ...(before.audience === now.audience ? [] : ['audience' as const]),
      ...causesOf(before.run, now.run),
    ],
    settings: settingDifferences(
      completeSettings(earlier.settings).settings,
      completeSettings(later.settings).settings,
    ),
    rows: besideEachOther(before.question, { before: before.result, now: now.result }),
  };
}

const columns = ['before', 'repeated', 'now'] as const;
type Column = (typeof columns)[number];

interface Placed {
  readonly ids: readonly string[];
  readonly rank: number;
  readonly score: number;
}

/** Rows that are among the first of any answer, each with its place in all of them. */
function besideEachOther(
  question: MatchRun['question'],
  answers: Readonly<Partial<Record<Column, RunToKeep['rows']>>>,
): ComparedRun['rows'] {
  const places = columns.map((column) => placesOf(question, answers[column] ?? []));
  const shown = places.flatMap((each) =>
    [...each].filter(([, { rank }]) => rank <= notedRows).map(([key]) => key),
  );
  return [...new Set(shown)].map((key) => {
    const found = places.map((each) => each.get(key));
    return {
      ids: [...(found.findLast((place) => place !== undefined)?.ids ?? [])],
      ...Object.fromEntries(
        columns.flatMap((column, index) => {
          const place = found[index];
          return place ? [[column, { rank: place.rank, score: place.score }]] : [];
        }),
      ),
    };
  });
}

function placesOf(question: MatchRun['question'], rows: RunToKeep['rows']): ReadonlyMap<string, Placed> {
  return new Map(
    rows.map(({ ids: given, score }, index) => {
      const ids = given.filter((id) => id !== undefined);
      return [keyOf(question, ids), { ids, rank: index + 1, score }];
    }),
  );
}

/** An organisation stays the same row when another of its solutions fits best. */
function keyOf(question: MatchRun['question'], ids: readonly string[]): string {
  const ranksOrganisations = question === 'need' || question === 'city' || question === 'text';
  return (ranksOrganisations ? ids.slice(0, 1) : ids).join('\n');
}

function causesOf(then: MatchRun['run'], now: MatchRun['run']): RunCause[] {
  const differs: Readonly<Partial<Record<RunCause, boolean>>> = {
    data: then.dataHash !== now.dataHash,
    taxonomy:
      then.taxonomyHash !== undefined &&
      now.taxonomyHash !== undefined &&
      then.taxonomyHash !== now.taxonomyHash,
    settings: then.settingsHash !== now.settingsHash,
    day: then.day !== now.day,
    dictionary: then.segmenter !== now.segmenter,
  };
  return (Object.keys(differs) as RunCause[]).filter((cause) => differs[cause]);
}
