import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { SearchHit } from '#contract/schemas.ts';
import { matches, parseQuery } from '#core/search/query.ts';
import { orpc } from '../../host/queries.ts';
import { type Command, useCommands } from './commands.ts';

export type PaletteItem =
  | { readonly type: 'hit'; readonly id: string; readonly hit: SearchHit }
  | { readonly type: 'command'; readonly id: string; readonly command: Command }
  | { readonly type: 'all'; readonly id: string; readonly total: number };

export interface PaletteSection {
  readonly name: 'records' | 'go' | 'add' | 'do';
  readonly items: readonly PaletteItem[];
}

export interface PaletteContents {
  readonly sections: readonly PaletteSection[];
  /** How many records were found; undefined while nothing was asked or nothing has come back. */
  readonly total: number | undefined;
  /** False while the list still answers an earlier text. */
  readonly settled: boolean;
  readonly error: unknown;
}

const mostHits = 12;
const mostCommands = 5;

/** Records that the words are found in, then commands; commands alone while nothing is typed. */
export function usePaletteItems(text: string): PaletteContents {
  const commands = useCommands();
  const wanted = useDeferredValue(text);
  const asked = wanted.trim() !== '';
  const { data, error, isPlaceholderData, isFetching } = useQuery(
    orpc.search.query.queryOptions({
      input: { text: wanted, limit: mostHits },
      enabled: asked,
      placeholderData: keepPreviousData,
    }),
  );

  const settled = wanted === text && (!asked || !(isPlaceholderData || isFetching));

  return useMemo(() => {
    const query = parseQuery(wanted);
    const found = (command: Command) =>
      !asked || [command.name, ...command.words].some((words) => matches(words, query));
    const section = (name: 'go' | 'add' | 'do'): PaletteSection => ({
      name,
      items: commands
        .filter((command) => command.group === name && found(command))
        .slice(0, asked ? mostCommands : undefined)
        .map((command) => ({ type: 'command', id: command.id, command })),
    });
    const hits: PaletteItem[] = asked
      ? (data?.items ?? []).map((hit) => ({ type: 'hit', id: hit.id, hit }))
      : [];
    if (asked && data && data.total > hits.length) hits.push({ type: 'all', id: 'all', total: data.total });
    const sections: PaletteSection[] = [
      { name: 'records', items: hits },
      section('go'),
      section('add'),
      section('do'),
    ];
    return {
      sections: sections.filter((candidate) => candidate.items.length > 0),
      total: asked ? data?.total : undefined,
      settled,
      error,
    };
  }, [commands, wanted, asked, data, settled, error]);
}
