import type { LdContext } from '#urbanos/ld/context.ts';
import { type GeoQuery, matchesGeoQuery } from '#urbanos/ld/geo-query.ts';
import type { StoredEntity } from '#urbanos/ld/model.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';
import { hasPattern, type Query } from '#urbanos/ld/query-language.ts';
import { matchesQuery } from '#urbanos/ld/query-match.ts';
import { matchesScopes, matchesTypes, type Selection } from '#urbanos/ld/selection.ts';
import type { EntityStore } from '#urbanos/store/entity-store.ts';
import { withTimeLimit } from '#urbanos/time-limit.ts';

/** One group of conditions on id and type; an entity has to meet any one of them (EntitySelector, clause 5.2.33). */
export interface EntitySelector {
  ids?: readonly string[] | undefined;
  idPattern?: RegExp | undefined;
  types?: Selection | undefined;
}

/** A query with everything parsed and expanded. */
export interface EntityQuery {
  context: LdContext;
  selectors: EntitySelector[];
  attributes?: ReadonlySet<string> | undefined;
  query?: Query | undefined;
  geoQuery?: GeoQuery | undefined;
  scopes?: Selection | undefined;
  expandValues?: ReadonlySet<string> | undefined;
  limit: number;
  offset: number;
  count: boolean;
}

/** One page of the answer; `total` only when it was asked for. */
export interface QueryResult {
  entities: StoredEntity[];
  more: boolean;
  total: number | undefined;
}

/** The longest page; more is refused with TooManyResults. */
export const maximumLimit = 1000;
export const defaultLimit = 20;

const chunkSize = 500;
const timeLimit = 1000;

/** Answers a query from the store, oldest entities first, so that pages neither skip nor repeat while nothing changes. */
export function runQuery(store: EntityStore, tenant: string, query: EntityQuery): QueryResult {
  const result: QueryResult = { entities: [], more: false, total: query.count ? 0 : undefined };
  const limited = isExpensive(query);
  let left = timeLimit;
  let skipped = 0;
  const take = (entity: StoredEntity): boolean => {
    if (result.total !== undefined) result.total += 1;
    if (skipped < query.offset) skipped += 1;
    else if (result.entities.length < query.limit) result.entities.push(entity);
    else result.more = true;
    return result.more && !query.count;
  };
  store.read(() => {
    let chunk: StoredEntity[] = [];
    const flush = (): boolean => {
      const begin = performance.now();
      const filter = (): StoredEntity[] => chunk.filter((entity) => matches(entity, query));
      const found = limited ? withTimeLimit(filter, left) : filter();
      if (found === undefined)
        throw new Problem('TooComplexQuery', 'The regular expressions of the query take too long.');
      left = Math.max(1, left - (performance.now() - begin));
      chunk = [];
      return found.some(take);
    };
    for (const entity of store.select(tenant, preselect(query.selectors))) {
      chunk.push(entity);
      if (chunk.length === chunkSize && flush()) return;
    }
    flush();
  });
  return result;
}

/**
 * The same for a query by names alone, with the entities in the text in which they are kept: nothing of them is parsed.
 * @returns undefined for any other query, and when one of them is not kept so
 */
export function runShownQuery(
  store: EntityStore,
  tenant: string,
  query: EntityQuery,
): { texts: Buffer[]; more: boolean } | undefined {
  const { ids } = preselect(query.selectors);
  const isMore = query.attributes ?? query.query ?? query.geoQuery ?? query.scopes;
  if (ids === undefined || isMore !== undefined || query.count) return undefined;
  if (query.selectors.some(({ idPattern }) => idPattern !== undefined)) return undefined;
  const found = store
    .shown(tenant, ids)
    ?.filter((entity) => query.selectors.some((selector) => matchesSelector(entity, selector)));
  const end = query.offset + query.limit;
  return found && { texts: found.slice(query.offset, end).map(({ text }) => text), more: found.length > end };
}

/** Reads limit, offset and count with the rules of clauses 5.5.9 and 6.3.10. */
export function readPaging(
  limit: string | undefined,
  offset: string | undefined,
  count: boolean,
): { limit: number; offset: number } {
  const read = (name: string, text: string | undefined, fallback: number): number => {
    if (text === undefined) return fallback;
    if (!/^\d{1,9}$/u.test(text)) throw badData(`"${name}" has to be a whole number that is not negative.`);
    return Number(text);
  };
  const page = { limit: read('limit', limit, defaultLimit), offset: read('offset', offset, 0) };
  if (page.limit === 0 && !count) throw badData('"limit" may be 0 only together with count=true.');
  if (page.limit > maximumLimit)
    throw new Problem('TooManyResults', `"limit" may be at most ${maximumLimit}.`);
  return page;
}

function isExpensive(query: EntityQuery): boolean {
  const patterns = query.selectors.some(({ idPattern }) => idPattern !== undefined);
  return patterns || (query.query !== undefined && hasPattern(query.query)) || query.geoQuery !== undefined;
}

/** What the database can decide; a superset of what matches. */
function preselect(selectors: readonly EntitySelector[]): { ids?: string[]; types?: string[] } {
  const filter: { ids?: string[]; types?: string[] } = {};
  const ids = selectors.map((selector) => selector.ids);
  if (ids.length > 0 && ids.every((list) => list !== undefined)) filter.ids = ids.flat();
  const types = selectors.map((selector) => selector.types);
  if (types.length > 0 && types.every((list) => list !== undefined)) filter.types = types.flat(2);
  return filter;
}

function matches(entity: StoredEntity, query: EntityQuery): boolean {
  if (query.selectors.length > 0 && !query.selectors.some((selector) => matchesSelector(entity, selector)))
    return false;
  if (query.attributes !== undefined && !hasAny(entity, query.attributes)) return false;
  if (query.scopes !== undefined && !matchesScopes(entity.scope ?? [], query.scopes)) return false;
  if (query.query !== undefined && !matchesQuery(entity, query.query, query)) return false;
  return query.geoQuery === undefined || matchesGeoQuery(entity, query.geoQuery);
}

function matchesSelector(entity: Pick<StoredEntity, 'id' | 'types'>, selector: EntitySelector): boolean {
  if (selector.ids !== undefined && !selector.ids.includes(entity.id)) return false;
  if (selector.idPattern !== undefined && !selector.idPattern.test(entity.id)) return false;
  return selector.types === undefined || matchesTypes(entity.types, selector.types);
}

function hasAny(entity: StoredEntity, attributes: ReadonlySet<string>): boolean {
  return Object.keys(entity.attributes).some((name) => attributes.has(name));
}
