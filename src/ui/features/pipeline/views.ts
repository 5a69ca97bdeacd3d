import type { KindName } from '#core/kinds/fieldTypes.ts';

/** The ways to see the records of a list. `list` is the table; `map` is a screen of its own. */
export const viewNames = ['list', 'board', 'work', 'calendar', 'timeline', 'afterlife', 'map'] as const;
export type ViewName = (typeof viewNames)[number];

const own: Partial<Record<KindName, readonly ViewName[]>> = {
  project: ['board', 'list', 'timeline'],
  followUp: ['work', 'list', 'calendar', 'timeline'],
  study: ['list', 'afterlife'],
};

/** The views of a kind, the one that opens first in front. */
export function viewsOf(kind: KindName, hasMap: boolean): readonly ViewName[] {
  return [...(own[kind] ?? ['list']), ...(hasMap ? (['map'] as const) : [])];
}

/** The view that an address names, or the kind's first. */
export function readView(kind: KindName, view: unknown): ViewName {
  const views = viewsOf(kind, false);
  return views.find((name) => name === view) ?? views[0] ?? 'list';
}
