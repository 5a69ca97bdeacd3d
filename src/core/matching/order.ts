/** One empty list for all: most organisations have nothing of most kinds, and there may be thousands of them. */
export const NONE: readonly never[] = [];

/** Order by UTF-16 code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Records by id, each id once (the canonically first one), so that neither order nor repeats matter. */
export function sortedById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  if (items.length < 2) return [...items];
  const sorted = [...items].sort((a, b) => compareText(a.id, b.id));
  return sorted.filter((item, index) => index === 0 || sorted[index - 1]?.id !== item.id);
}

/** A list of ids as a sorted set. */
export function sortedSet(ids: Iterable<string | null | undefined>): string[] {
  const list: string[] = [];
  for (const id of ids) if (id) list.push(id);
  if (list.length < 2) return list;
  // Without a comparison of its own a list of texts is sorted by code units, as compareText would.
  list.sort();
  return list.filter((id, index) => index === 0 || list[index - 1] !== id);
}
