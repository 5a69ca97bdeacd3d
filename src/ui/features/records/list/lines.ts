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

/** The next record at or after a line in a direction; the line itself when there is none. */
export function stepTo(lines: readonly Line[], from: number, by: number): number {
  const direction = by < 0 ? -1 : 1;
  let at = Math.min(Math.max(from + by, 0), lines.length - 1);
  while (at >= 0 && at < lines.length && lines[at]?.type !== 'record') at += direction;
  if (at >= 0 && at < lines.length) return at;
  return lines[from]?.type === 'record' ? from : lines.findIndex((line) => line.type === 'record');
}
