import type { ListOutput } from '#contract/schemas.ts';

type Group = NonNullable<ListOutput['groups']>[number];

/** A line of the list as it is drawn: a heading, or a record by its place in the host's order. */
export type Line =
  | { readonly type: 'heading'; readonly group: Group; readonly folded: boolean }
  | { readonly type: 'record'; readonly row: number };

/** Which line is what, worked out when asked: a list of 100,000 records has no 100,000 lines in memory. */
export interface Lines {
  readonly count: number;
  at(index: number): Line | undefined;
  /** How many rows of the host's order there are, folded ones included. */
  readonly rows: number;
}

/** What a folded group is remembered by. */
export function groupKey(group: Pick<Group, 'value'>): string {
  return JSON.stringify(group.value);
}

/**
 * Lines of a list without headings, or with a heading before each group of the host's.
 * @param folded keys of groups whose records are put away
 */
export function linesOf(
  total: number,
  groups: readonly Group[] | undefined,
  folded: ReadonlySet<string>,
): Lines {
  if (!groups) {
    return {
      count: total,
      rows: total,
      at: (index) => (index >= 0 && index < total ? { type: 'record', row: index } : undefined),
    };
  }
  // Line of each heading, and the row that stands under it first.
  const starts: { line: number; row: number; folded: boolean }[] = [];
  let line = 0;
  let row = 0;
  for (const group of groups) {
    const isFolded = folded.has(groupKey(group));
    starts.push({ line, row, folded: isFolded });
    line += 1 + (isFolded ? 0 : group.count);
    row += group.count;
  }
  return {
    count: line,
    rows: row,
    at(index) {
      if (index < 0 || index >= line) return undefined;
      const place = lastAtOrBefore(starts, index);
      const start = starts[place];
      const group = groups[place];
      if (!start || !group) return undefined;
      if (start.line === index) return { type: 'heading', group, folded: start.folded };
      return { type: 'record', row: start.row + (index - start.line - 1) };
    },
  };
}

function lastAtOrBefore(starts: readonly { line: number }[], index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle]?.line ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows of the host's order that the lines from `first` to `last` show; undefined when they are headings only. */
export function rowsBetween(
  lines: Lines,
  first: number,
  last: number,
): { first: number; last: number } | undefined {
  let from: number | undefined;
  let to: number | undefined;
  for (let index = first; index <= last && from === undefined; index += 1) from = rowAt(lines, index);
  for (let index = last; index >= first && to === undefined; index -= 1) to = rowAt(lines, index);
  return from === undefined || to === undefined ? undefined : { first: from, last: to };
}

function rowAt(lines: Lines, index: number): number | undefined {
  const line = lines.at(index);
  return line?.type === 'record' ? line.row : undefined;
}
