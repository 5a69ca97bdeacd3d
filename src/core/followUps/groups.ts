import { compareDue, type DueTime, dueTime, dueTimes, type WorkItem } from './workList.ts';

export const groupings = ['due', 'city', 'study', 'responsible', 'none'] as const;
export type Grouping = (typeof groupings)[number];

export interface WorkGroup<Item> {
  /** When it is due, or the id of a city, study or organisation; undefined where that is not recorded. */
  readonly value: string | undefined;
  readonly items: readonly Item[];
}

/** Open follow-ups under headings; those that are due first lead, in each group and among the groups. */
export function groupsOf<Item extends WorkItem & { readonly id: string }>(
  open: readonly Item[],
  by: Grouping,
  today: string,
): WorkGroup<Item>[] {
  const sorted = open.toSorted((a, b) => compareDue(a, b) || (a.id < b.id ? -1 : 1));
  if (by === 'none') return sorted.length > 0 ? [{ value: undefined, items: sorted }] : [];
  const groups = Map.groupBy(sorted, (item) =>
    by === 'due' ? dueTime(item, today) : (item[by] as string | undefined),
  );
  const all = [...groups].map(([value, items]): WorkGroup<Item> => ({ value, items }));
  if (by !== 'due') return all.sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined));
  const rank = ({ value }: WorkGroup<Item>) => dueTimes.indexOf(value as DueTime);
  return all.sort((a, b) => rank(a) - rank(b));
}
