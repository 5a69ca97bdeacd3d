import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { Statements } from '../statements.ts';

/** Weights of title, alias, place, body and names of linked records in BM25. */
const weights = '10.0, 6.0, 3.0, 1.0, 0.5';

export interface TextQuery {
  /** An FTS5 expression from core/search/query. */
  readonly match: string;
  /** The folded question as a whole, for names that equal it or begin with it. */
  readonly name: string;
  readonly kinds: readonly KindName[];
  readonly visibilities: readonly Visibility[];
  readonly limit: number;
  readonly offset: number;
}

export interface FoundRow {
  readonly row: number;
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap;
  /** In (0, 3]: above 2 the whole name matched, above 1 its beginning. */
  readonly score: number;
}

export function findRecordsByText(
  statements: Statements,
  query: TextQuery,
): { total: number; rows: FoundRow[] } {
  const filter = filterSql(query);
  const total = statements.get<{ total: number }>(
    `SELECT count(*) AS total FROM search_text ${filter.join} WHERE search_text MATCH ? ${filter.where}`,
    query.match,
    ...filter.parameters,
  );
  const rows = statements.all<{
    row: number;
    id: string;
    kind: KindName;
    label: string;
    tier: number;
    rank: number;
  }>(
    `WITH named AS (
       SELECT row, max(CASE WHEN key = ? THEN 2 ELSE 1 END) AS tier
       FROM search_key WHERE key >= ? AND key < ? GROUP BY row
     ), found AS (
       SELECT search_text.rowid AS row, coalesce(named.tier, 0) AS tier, bm25(search_text, ${weights}) AS rank
       FROM search_text LEFT JOIN named ON named.row = search_text.rowid ${filter.join}
       WHERE search_text MATCH ? ${filter.where}
       ORDER BY tier DESC, rank LIMIT ? OFFSET ?
     )
     SELECT record.row, record.id, record.kind, record.label, found.tier, found.rank
     FROM found JOIN record ON record.row = found.row
     ORDER BY found.tier DESC, found.rank, record.sort_japanese, record.id`,
    query.name,
    query.name,
    `${query.name}\u{10ffff}`,
    query.match,
    ...filter.parameters,
    query.limit,
    query.offset,
  );
  return {
    total: total?.total ?? 0,
    rows: rows.map((row) => ({
      row: row.row,
      id: row.id,
      kind: row.kind,
      label: JSON.parse(row.label) as LanguageMap,
      // BM25 in SQLite is negative, better is smaller, and without a bound: bring it into (0, 1).
      score: row.tier + -row.rank / (1 - row.rank),
    })),
  };
}

function filterSql(query: TextQuery): { join: string; where: string; parameters: unknown[] } {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const among = (column: string, values: readonly string[]) => {
    conditions.push(`AND filter.${column} IN (${values.map(() => '?').join(', ')})`);
    parameters.push(...values);
  };
  if (query.kinds.length > 0) among('kind', query.kinds);
  if (query.visibilities.length < 4) among('visibility', query.visibilities);
  const join = conditions.length > 0 ? 'JOIN record AS filter ON filter.row = search_text.rowid' : '';
  return { join, where: conditions.join(' '), parameters };
}
