import { isObject, type Json, member } from '#urbanos/json.ts';
import type { LdContext } from '#urbanos/ld/context.ts';
import { dateTimeValue, isDateTime } from '#urbanos/ld/date-time.ts';
import type { AttributeInstance, Attributes, StoredEntity } from '#urbanos/ld/model.ts';
import type { Comparison, Condition, Literal, Query } from '#urbanos/ld/query-language.ts';

/** One thing that a path leads to: its values, and how they may be compared. */
interface Target {
  values: Json[];
  /** Only equality makes sense (relationships). */
  identity: boolean;
  /** Texts of the query may be terms of the context (VocabProperty, expandValues). */
  terms: boolean;
}

/** What a query needs to know besides the entity. */
export interface MatchContext {
  context: LdContext;
  /** Full names of attributes whose values are compared after expansion (`expandValues`). */
  expandValues?: ReadonlySet<string> | undefined;
}

/** True when the entity fulfils the query (clause 4.9). */
export function matchesQuery(entity: StoredEntity, query: Query, match: MatchContext): boolean {
  if (query.kind !== 'term') {
    const test = (part: Query): boolean => matchesQuery(entity, part, match);
    return query.kind === 'and' ? query.parts.every(test) : query.parts.some(test);
  }
  return findTargets(entity, query.path, query.trailing, match).some((target) =>
    fulfils(target, query.condition, match.context),
  );
}

const systemTimes = new Set(['createdAt', 'modifiedAt', 'expiresAt']);
const memberNames = new Set([
  ...systemTimes,
  'observedAt',
  'unitCode',
  'datasetId',
  'valueType',
  'objectType',
]);

function findTargets(
  entity: StoredEntity,
  path: string[],
  trailing: string[],
  match: MatchContext,
): Target[] {
  const [first = '', ...rest] = path;
  if (rest.length === 0 && systemTimes.has(first)) return plainTarget(entity[first as 'createdAt']);
  const name = match.context.expand(first);
  return descend(entity.attributes, name, rest, trailing, match);
}

function descend(
  attributes: Attributes,
  name: string,
  rest: string[],
  trailing: string[],
  match: MatchContext,
): Target[] {
  const instances = attributes[name] ?? [];
  const [next, ...after] = rest;
  if (next === undefined) {
    const target = instances.map((instance) => instanceTarget(instance, name, trailing, match));
    return target.filter((found): found is Target => found !== undefined);
  }
  if (after.length === 0 && memberNames.has(next)) {
    return instances.flatMap((instance) => plainTarget(instance[next as 'observedAt']));
  }
  const nextName = match.context.expand(next);
  return instances.flatMap((instance) =>
    descend(instance.attributes ?? {}, nextName, after, trailing, match),
  );
}

function plainTarget(text: string | undefined): Target[] {
  return text === undefined ? [] : [{ values: [text], identity: false, terms: false }];
}

function instanceTarget(
  instance: AttributeInstance,
  name: string,
  trailing: string[],
  match: MatchContext,
): Target | undefined {
  const identity = instance.type === 'Relationship' || instance.type === 'ListRelationship';
  const terms = instance.type === 'VocabProperty' || match.expandValues?.has(name) === true;
  if (instance.type === 'LanguageProperty') {
    const values = languageValues(instance.value, trailing);
    return values === undefined ? undefined : { values, identity, terms };
  }
  let value: Json | undefined = instance.value;
  for (const key of trailing) value = member(value, key);
  if (value === undefined) return undefined;
  const plain = member(value, '@value') ?? value;
  return { values: Array.isArray(plain) ? [...plain] : [plain], identity, terms };
}

function languageValues(languageMap: Json, trailing: string[]): Json[] | undefined {
  if (!isObject(languageMap)) return undefined;
  const [language = '*'] = trailing;
  const chosen = language === '*' ? Object.values(languageMap) : [member(languageMap, language)];
  const values = chosen.filter((value): value is Json => value !== undefined).flat();
  return values.length === 0 ? undefined : values;
}

function fulfils(target: Target, condition: Condition, context: LdContext): boolean {
  switch (condition.kind) {
    case 'exists':
      return true;
    case 'pattern': {
      const texts = target.values.filter((value): value is string => typeof value === 'string');
      if (target.identity || texts.length === 0) return false;
      return texts.some((text) => condition.expression.test(text)) !== condition.negated;
    }
    case 'range': {
      const inside = target.values.some(
        (value) =>
          compares(value, '>=', condition.from, target, context) &&
          compares(value, '<=', condition.to, target, context),
      );
      return inside === (condition.operator === '==');
    }
    case 'compare': {
      const { operator, values } = condition;
      if (operator === '==' || operator === '!=') {
        const equal = target.values.some((value) =>
          values.some((literal) => compares(value, '==', literal, target, context)),
        );
        return equal === (operator === '==');
      }
      if (target.identity) return false;
      return target.values.some((value) =>
        values.some((literal) => compares(value, operator, literal, target, context)),
      );
    }
  }
}

function compares(
  value: Json,
  operator: Comparison,
  literal: Literal,
  target: Target,
  context: LdContext,
): boolean {
  const order = compareValues(value, literal, target, context);
  if (order === undefined) return false;
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
  }
}

/** Negative, zero or positive; undefined when the data types differ, which never matches. */
function compareValues(
  value: Json,
  literal: Literal,
  target: Target,
  context: LdContext,
): number | undefined {
  if (literal.kind === 'number') return typeof value === 'number' ? value - literal.number : undefined;
  if (literal.kind === 'boolean') {
    return typeof value === 'boolean' ? Number(value) - Number(literal.truth) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (literal.kind === 'dateTime')
    return isDateTime(value) ? dateTimeValue(value) - dateTimeValue(literal.text) : undefined;
  if (literal.kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return undefined;
  if (literal.kind === 'time' && !/^\d{2}:\d{2}:\d{2}/u.test(value)) return undefined;
  if (target.terms && value !== literal.text) return compareText(value, expandText(literal.text, context));
  return compareText(value, literal.text);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function expandText(text: string, context: LdContext): string {
  try {
    return context.expand(text);
  } catch {
    return text;
  }
}
