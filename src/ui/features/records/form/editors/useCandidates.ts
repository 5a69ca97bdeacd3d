import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RecordLabel } from '#contract/schemas.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';

export interface Candidate extends RecordLabel {
  readonly id: string;
}

const mostShown = 30;

/**
 * Records that a reference may point to: while nothing is typed the first of the kind by name, otherwise what the words
 * find. Terms are limited to their types, which only the list can do.
 */
export function useCandidates(
  kinds: readonly KindName[],
  conceptTypes: readonly string[] | undefined,
  typed: string,
  enabled: boolean,
): readonly Candidate[] {
  const { language } = useFormat();
  const [text] = useDebouncedValue(typed.trim(), 80);
  const [only] = kinds;
  const listed = only !== undefined && kinds.length === 1 && (text === '' || conceptTypes !== undefined);
  const list = useQuery(
    orpc.registry.list.queryOptions({
      input: {
        kind: only ?? 'city',
        where: [
          ...(conceptTypes ? [{ field: 'type', operator: 'is' as const, values: [...conceptTypes] }] : []),
          ...(text === '' ? [] : [{ field: 'text', operator: 'contains' as const, values: [text] }]),
        ],
        sort: { field: 'label', direction: 'ascending' },
        limit: mostShown,
        language,
      },
      enabled: enabled && listed,
      placeholderData: keepPreviousData,
    }),
  );
  const found = useQuery(
    orpc.search.query.queryOptions({
      input: { text, kinds: [...kinds], limit: mostShown },
      enabled: enabled && !listed && text !== '',
      placeholderData: keepPreviousData,
    }),
  );
  if (listed) {
    const items = list.data?.items ?? [];
    return items.map((item) => ({
      id: item.id,
      kind: item.kind,
      label: (item[definitionOf(item.kind).label] ?? {}) as LanguageMap as Record<string, string>,
    }));
  }
  return text === '' ? [] : (found.data?.items ?? []);
}
