import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Condition, Sort } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { readConditions, readSort, type Search, writeConditions, writeSort } from '../filters/address.ts';
import { groupingsOf } from './columns.ts';

export interface ListAddress {
  readonly where: readonly Condition[];
  readonly sort: Sort | undefined;
  /** The field whose values stand as headings in the list. */
  readonly group: string | undefined;
  /** How the records are seen, when it is not the kind's first view. */
  readonly view: string | undefined;
  /** The record in the side panel. */
  readonly open: string | undefined;
  /** The saved view that the list began with. */
  readonly saved: string | undefined;
  /** Whether the address itself says how the list is arranged; one that only names a saved view leaves it to that. */
  readonly isArranged: boolean;
  /** `replace` for what should not be a step to come back to: typing, and moving through rows. */
  change(
    to: Partial<Pick<ListAddress, 'where' | 'sort' | 'group' | 'view' | 'open' | 'saved'>>,
    how?: 'push' | 'replace',
  ): void;
}

/** What the list shows stands in the address, so that a link, "back" and a second window show the same. */
export function useListAddress(kind: KindName): ListAddress {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  return useMemo(() => {
    const where = readConditions(kind, search);
    const sort = readSort(kind, search);
    const group = groupingsOf(kind).find((field) => field === search.group);
    const open = typeof search.open === 'string' ? search.open : undefined;
    const view = typeof search.view === 'string' ? search.view : undefined;
    const saved = typeof search.saved === 'string' ? search.saved : undefined;
    const now = { where, sort, group, view, open, saved };
    return {
      ...now,
      isArranged: search.arranged !== undefined || where.length > 0 || !!sort || !!group,
      change(to, how = 'push') {
        const next = { ...now, ...to };
        const address = {
          ...writeConditions(next.where),
          sort: writeSort(next.sort),
          group: next.group,
          view: next.view,
          open: next.open,
          saved: next.saved,
          // A view whose filters were taken away shows everything, also when the page is loaded again.
          arranged: next.saved === undefined ? undefined : '1',
        };
        void navigate({
          to: '/list/$kind',
          params: { kind },
          search: dropEmpty(address) as never,
          replace: how === 'replace',
        });
      },
    };
  }, [kind, search, navigate]);
}

function dropEmpty(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]));
}
