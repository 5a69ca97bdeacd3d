import type { Visibility } from '#core/kinds/choices.ts';
import { contentKindNames, type KindName, type LanguageMap } from '#core/kinds/fieldTypes.ts';
import { fold } from '#core/search/fold.ts';
import type { Statements } from '../statements.ts';

/** Weights of title, alias, place, body and names of linked records in BM25. */
const weights = '10.0, 6.0, 3.0, 1.0, 0.5';

/**
 * When more records match than this, only the latest so many are weighed. A question that a great part
 * of the registry answers has weights that say next to nothing anyway: what occurs in half of all
 * records counts as good as zero in BM25.
 */
export const mostWeighed = 5_000;

export interface TextQuery {
  /** An FTS5 expression from searchPairs. */
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
  /**
   * In [0, 3): from 2 on the whole name matched, from 1 on its beginning, from a half on the words stand in the title.
   * Whole numbers were not weighed.
   */
  readonly score: number;
}

interface Weighed {
  readonly row: number;
  readonly rank: number;
}

interface Named {
  readonly row: number;
  readonly tier: number;
}

interface Placed {
  readonly row: number;
  readonly score: number;
}

interface SqlFilter {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Whole names first, then names that begin so, then titles that hold the words, then other mentions, a term that is
 * called so by a synonym among them; each by weight, equal ones latest first.
 * With more than `mostWeighed` matches the older ones follow in each of the three, latest first. The
 * total is exact.
 */
export function findRecordsByText(
  statements: Statements,
  query: TextQuery,
): { total: number; rows: FoundRow[] } {
  const latest = weighLatest(statements, query);
  const oldest = latest.length > mostWeighed ? latest.at(mostWeighed - 1)?.row : undefined;
  // Counting goes through the index once more, so it is done only where the list does not say it.
  const total = oldest === undefined ? latest.length : countMatches(statements, query);
  if (total <= query.offset) return { total, rows: [] };
  const named = findNamed(statements, query);
  const titled = findTitled(statements, query, oldest ?? 0);
  const ordered = inOrder(latest.slice(0, mostWeighed), named, titled, oldest ?? 0);
  const end = query.offset + query.limit;
  const page = ordered.slice(query.offset, end);
  if (oldest === undefined || ordered.length >= end) return { total, rows: readFound(statements, page) };
  const rest = findOlder(statements, query, {
    oldest,
    except: named.map(({ row }) => row),
    skipped: Math.max(0, query.offset - ordered.length),
    limit: query.limit - page.length,
  });
  return { total, rows: readFound(statements, [...page, ...rest]) };
}

/** The latest matches with their BM25, one more than are weighed if there are as many. */
function weighLatest(statements: Statements, query: TextQuery): Weighed[] {
  const filter = filterSql(query, 'rowid');
  return statements.all<Weighed>(
    `SELECT rowid AS row, bm25(search_text, ${weights}) AS rank FROM search_text
     WHERE search_text MATCH ? ${filter.sql} ORDER BY rowid DESC LIMIT ${mostWeighed + 1}`,
    query.match,
    ...filter.parameters,
  );
}

function countMatches(statements: Statements, query: TextQuery): number {
  const filter = filterSql(query, 'rowid');
  const found = statements.get<{ total: number }>(
    `SELECT count(*) AS total FROM search_text WHERE search_text MATCH ? ${filter.sql}`,
    query.match,
    ...filter.parameters,
  );
  return found?.total ?? 0;
}

/**
 * Records with a name or alias that is, or begins with, the whole question, whole names first. All of
 * them are matches: the words of the question stand in that name. A term goes by its own name only: its synonyms
 * are words for looking things up, and must not stand above what has the word in its title.
 */
function findNamed(statements: Statements, query: TextQuery): Named[] {
  const filter = filterSql(query, 'row');
  const named = statements.all<Named>(
    `SELECT row, max(CASE WHEN key = ? THEN 2 ELSE 1 END) AS tier FROM search_key
     WHERE key >= ? AND key < ? ${filter.sql} GROUP BY row ORDER BY tier DESC, row DESC`,
    query.name,
    query.name,
    `${query.name}\u{10ffff}`,
    ...filter.parameters,
  );
  const terms = statements.all<{ row: number; label: string }>(
    `SELECT row, label FROM record WHERE kind = 'concept' AND row IN (SELECT value FROM json_each(?))`,
    JSON.stringify(named.map(({ row }) => row)),
  );
  const tierOf = new Map(terms.map(({ row, label }) => [row, tierOfName(label, query.name)]));
  return named
    .map(({ row, tier }) => ({ row, tier: tierOf.get(row) ?? tier }))
    .filter(({ tier }) => tier > 0);
}

function tierOfName(label: string, asked: string): number {
  const names = Object.values(JSON.parse(label) as LanguageMap).map((name) => fold(name));
  if (names.includes(asked)) return 2;
  return names.some((name) => name.startsWith(asked)) ? 1 : 0;
}

/** Rows from `oldest` on whose title holds every word of the question. */
function findTitled(statements: Statements, query: TextQuery, oldest: number): ReadonlySet<number> {
  const rows = statements.all<{ row: number }>(
    'SELECT rowid AS row FROM search_text WHERE search_text MATCH ? AND rowid >= ?',
    `{title} : (${query.match})`,
    oldest,
  );
  return new Set(rows.map(({ row }) => row));
}

/** All that is weighed or named, in order of tier; within one what is weighed by weight, then the older. */
function inOrder(
  weighed: readonly Weighed[],
  named: readonly Named[],
  titled: ReadonlySet<number>,
  oldest: number,
): Placed[] {
  const tiers = new Map(named.map(({ row, tier }) => [row, tier]));
  const byTier: Placed[][] = [[], [], []];
  for (const { row, rank } of weighed) {
    const tier = tiers.get(row) ?? 0;
    // BM25 in SQLite is negative, better is smaller, and without a bound: bring it into (0, 1).
    const weight = -rank / (1 - rank);
    const score = tier > 0 ? tier + weight : (titled.has(row) ? 0.5 : 0) + weight / 2;
    byTier[tier]?.push({ row, score });
  }
  // Sorting keeps the order of equal ones, which is latest first.
  for (const tier of byTier) tier.sort((a, b) => b.score - a.score);
  for (const { row, tier } of named) if (row < oldest) byTier[tier]?.push({ row, score: tier });
  return byTier.reverse().flat();
}

/** Matches that were neither weighed nor named so, latest first. */
function findOlder(
  statements: Statements,
  query: TextQuery,
  page: { oldest: number; except: readonly number[]; skipped: number; limit: number },
): Placed[] {
  const filter = filterSql(query, 'rowid');
  const rows = statements.all<{ row: number }>(
    `SELECT rowid AS row FROM search_text
     WHERE search_text MATCH ? AND rowid < ? ${filter.sql}
       AND +rowid NOT IN (SELECT value FROM json_each(?))
     ORDER BY rowid DESC LIMIT ? OFFSET ?`,
    query.match,
    page.oldest,
    ...filter.parameters,
    JSON.stringify(page.except),
    page.limit,
    page.skipped,
  );
  return rows.map(({ row }) => ({ row, score: 0 }));
}

function readFound(statements: Statements, placed: readonly Placed[]): FoundRow[] {
  return placed.flatMap(({ row, score }) => {
    const record = statements.get<{ id: string; kind: KindName; label: string }>(
      'SELECT id, kind, label FROM record WHERE row = ?',
      row,
    );
    return record
      ? [{ row, id: record.id, kind: record.kind, label: JSON.parse(record.label) as LanguageMap, score }]
      : [];
  });
}

/**
 * Kinds and visibilities as a set of rows that is made once from an index; joining `record` would read
 * its wide rows for every match. The plus keeps SQLite from asking the full-text index row by row.
 */
function filterSql({ kinds, visibilities }: TextQuery, column: string): SqlFilter {
  if (kinds.length === 0 && visibilities.length === 4) return { sql: '', parameters: [] };
  const wanted = kinds.length > 0 ? kinds : contentKindNames;
  const places = (values: readonly string[]) => values.map(() => '?').join(', ');
  return {
    sql: `AND +${column} IN (SELECT row FROM record WHERE deleted_at IS NULL
      AND kind IN (${places(wanted)}) AND visibility IN (${places(visibilities)}))`,
    parameters: [...wanted, ...visibilities],
  };
}
