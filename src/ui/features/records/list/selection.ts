import type { Condition } from '#contract/schemas.ts';

/**
 * What is selected: records one by one, or all that match the filters but for some. The second is kept as the
 * filter that it is, so that it means the records beyond the screen too and costs the same for ten as for 100,000.
 */
export type Selection =
  | { readonly type: 'some'; readonly ids: ReadonlySet<string> }
  | {
      readonly type: 'matching';
      readonly where: readonly Condition[];
      readonly except: ReadonlySet<string>;
    };

export const nothingSelected: Selection = { type: 'some', ids: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.type === 'some' ? selection.ids.has(id) : !selection.except.has(id);
}

/** @param total how many records match the filters */
export function countSelected(selection: Selection, total: number): number {
  return selection.type === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size);
}

export function withSelected(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const named = new Set(selection.type === 'some' ? selection.ids : selection.except);
  // Of all that match, the ones taken out are named.
  const isNamed = (selection.type === 'some') === selected;
  for (const id of ids) {
    if (isNamed) named.add(id);
    else named.delete(id);
  }
  return selection.type === 'some' ? { type: 'some', ids: named } : { ...selection, except: named };
}

/** The part of a request to the host that says which records are meant. */
export function selectionInput(
  selection: Selection,
):
  | { readonly ids: string[] }
  | { readonly matching: { readonly where: Condition[]; readonly except: string[] } } {
  return selection.type === 'some'
    ? { ids: [...selection.ids] }
    : { matching: { where: [...selection.where], except: [...selection.except] } };
}
