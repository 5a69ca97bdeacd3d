import type { ComparedRun, MatchRun, RunCause } from '#contract/matchingSchemas.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { RunFingerprint } from '#core/matching/index.ts';
import type { StoredMatchingSettings } from './matchingSettings.ts';
import { type RunToKeep, rowsKept } from './runs.ts';

/** The answer to a noted question, asked again. */
export interface AskedAgain {
  readonly rows: RunToKeep['rows'];
  readonly run: RunFingerprint;
}

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
): Omit<ComparedRun, 'labels'> {
  const before = placesOf(run.result);
  const again = placesOf(repeated.rows);
  const today = placesOf(now.rows);
  const shown = [before, again, today].flatMap((places) =>
    [...places].filter(([, { rank }]) => rank <= rowsKept).map(([key]) => key),
  );
  return {
    run,
    now: now.run,
    causes: causesOf(run.run, now.run),
    settings: differences(then.settings, current.settings),
    rows: [...new Set(shown)].map((key) => ({
      ids: key.split('\n'),
      ...placeAs('before', before.get(key)),
      ...placeAs('repeated', again.get(key)),
      ...placeAs('now', today.get(key)),
    })),
  };
}

interface Place {
  readonly rank: number;
  readonly score: number;
}

function placesOf(rows: RunToKeep['rows']): ReadonlyMap<string, Place> {
  return new Map(
    rows.map(({ ids, score }, index) => [
      ids.filter((id) => id !== undefined).join('\n'),
      { rank: index + 1, score },
    ]),
  );
}

function placeAs<Name extends string>(name: Name, place: Place | undefined) {
  return (place ? { [name]: place } : {}) as Partial<Record<Name, Place>>;
}

function causesOf(then: MatchRun['run'], now: RunFingerprint): RunCause[] {
  const differs: Readonly<Record<RunCause, boolean>> = {
    data: then.dataHash !== now.dataHash,
    taxonomy: then.taxonomyHash !== undefined && then.taxonomyHash !== now.taxonomyHash,
    settings: then.settingsHash !== now.settingsHash,
    day: then.day !== now.day,
    dictionary: then.segmenter !== now.segmenter,
  };
  return (Object.keys(differs) as RunCause[]).filter((cause) => differs[cause]);
}

/** Settings whose values differ, by dotted path. */
function differences(before: unknown, now: unknown, path = ''): ComparedRun['settings'] {
  if (isGroup(before) && isGroup(now)) {
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) =>
      differences(before[name], now[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return canonicalJson(before ?? null) === canonicalJson(now ?? null) ? [] : [{ path, before, now }];
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
