import type { ListItem } from './tableFeatures.ts';

/** A line of the list as it is drawn: a heading, or a record. */
export type Line =
  | { readonly type: 'heading'; readonly value: string | undefined }
  | { readonly type: 'record'; readonly item: ListItem };

/** Records with a heading before each new value of `group`; the list is already sorted by it. */
export function linesOf(items: readonly ListItem[], group: string | undefined): readonly Line[] {
  if (group === undefined) return items.map((item) => ({ type: 'record', item }));
  const lines: Line[] = [];
  let last: string | null | undefined = null;
  for (const item of items) {
    const own = item[group];
    const value = own === undefined || own === null ? undefined : String(own);
    if (value !== last) {
      lines.push({ type: 'heading', value });
      last = value;
    }
    lines.push({ type: 'record', item });
  }
  return lines;
}

/** The record `by` lines further on, or the nearest one before it where the list ends; -1 when there is no record. */
export function stepTo(lines: readonly Line[], from: number, by: number): number {
  const direction = by < 0 ? -1 : 1;
  const wanted = Math.min(Math.max(from + by, 0), lines.length - 1);
  const onward = nearest(lines, wanted, direction);
  return onward >= 0 ? onward : nearest(lines, wanted, -direction);
}

function nearest(lines: readonly Line[], from: number, direction: number): number {
  for (let at = from; at >= 0 && at < lines.length; at += direction)
    if (lines[at]?.type === 'record') return at;
  return -1;
}
