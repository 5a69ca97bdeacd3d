import { type ComparedRun, notedRows, type RunCause } from '#contract/matchingRunSchemas.ts';

export type ComparedRow = ComparedRun['rows'][number];
export type Movement = 'came' | 'went' | 'up' | 'down' | 'rescored' | 'same';

/** Why one row moved: causes of the whole run that can have moved it, or only that others around it moved. */
export type RowReason = RunCause | 'others';

/** Where a row went from the noted answer to the other one. */
export function movementOf({ before, now }: ComparedRow): Movement {
  if (!before) return now ? 'came' : 'same';
  if (!now) return 'went';
  if (now.rank < before.rank) return 'up';
  if (now.rank > before.rank) return 'down';
  return shownScore(now) === shownScore(before) ? 'same' : 'rescored';
}

/**
 * What moved a row. Asked again with the settings of then it shows what facts did; from there to now only settings
 * differ. Two noted runs were not asked again: then every cause may have had a part.
 */
export function reasonsOf(
  row: ComparedRow,
  { causes, other }: Pick<ComparedRun, 'causes' | 'other'>,
): RowReason[] {
  if (movementOf(row) === 'same') return [];
  const { before, repeated, now } = row;
  const [was, again, is] = [before, repeated, now].map(shownScore);
  if (was !== undefined && was === is && (other || again === is)) return ['others'];
  if (other) return [...causes];
  const byFacts = !repeatsRow(row);
  const bySettings = again !== is;
  const found = causes.filter((cause) => (cause === 'settings' ? bySettings : byFacts));
  return found.length > 0 ? found : ['others'];
}

/** Whether the settings of then still give a row its place; one beyond the noted rows could not be noted. */
export function repeatsRow({ before, repeated }: ComparedRow): boolean {
  const noted = repeated && repeated.rank <= notedRows ? repeated : undefined;
  return before?.rank === noted?.rank && shownScore(before) === shownScore(noted);
}

/** To a tenth of a point, as it is shown: a change that nobody can see is none. */
function shownScore(place: ComparedRow['now']): number | undefined {
  return place && Math.round(place.score * 1_000);
}

/** How many rows moved which way. */
export function countMovements(rows: readonly ComparedRow[]): Readonly<Record<Movement, number>> {
  const counts = { came: 0, went: 0, up: 0, down: 0, rescored: 0, same: 0 };
  for (const row of rows) counts[movementOf(row)] += 1;
  return counts;
}
