import { parseQuery } from '#core/search/query.ts';
import { toPairedMatch } from '#db/searchPairs.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import type { HostServices } from '#host/services.ts';
import type { SearchableRecord } from '../corpus/searchTexts.ts';
import { pageLength, type SearchEngine } from './peers/searchEngine.ts';

/** The registry's own search, as the window and the command line call it: ranked, with marked excerpts. */
export function ours(services: HostServices, records: readonly SearchableRecord[]): SearchEngine {
  const { statements } = services.store;
  const places = new Map(records.map(({ id }, index) => [id, index]));
  const placeOfRow = new Map(
    statements
      .all<{ row: number; id: string }>('SELECT row, id FROM record WHERE deleted_at IS NULL')
      .map(({ row, id }) => [row, places.get(id) ?? -1]),
  );
  return {
    name: 'Musubi',
    find(question) {
      const match = toPairedMatch(parseQuery(question));
      if (match === null) return new Set();
      const rows = statements.all<{ row: number }>(
        'SELECT rowid AS row FROM search_text WHERE search_text MATCH ?',
        match,
      );
      return new Set(rows.map(({ row }) => placeOfRow.get(row) ?? -1));
    },
    ask: (text) =>
      searchRecords(statements, { text, kinds: [], limit: pageLength, offset: 0, audience: 'private' }),
    close: () => {},
  };
}
