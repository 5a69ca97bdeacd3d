import type { LdContext } from '#urbanos/ld/context.ts';
import { badData } from '#urbanos/ld/problem.ts';

/** A disjunction of conjunctions: any group, all of its members. */
export type Selection = string[][];

/**
 * Entity Type Selection Language (clause 4.17), names expanded: "A,B", "A|B", "(A;B)|C".
 * Undefined for "*", which selects every type.
 */
export function parseTypeSelection(text: string, context: LdContext): Selection | undefined {
  if (text === '*') return undefined;
  return parseGroups(text, 'type').map((group) => group.map((name) => context.expand(name)));
}

/** True when the types of an entity fulfil the selection. */
export function matchesTypes(types: readonly string[], selection: Selection): boolean {
  return selection.some((group) => group.every((type) => types.includes(type)));
}

/** Scope Query Language (clause 4.19): "/A/B", "/A/#", "/A/+/C", "(/A;/B)|/C". */
export function parseScopeQuery(text: string): Selection {
  const groups = parseGroups(text, 'scopeQ');
  for (const scope of groups.flat()) {
    if (
      !/^\/?(#|(\+|[\p{L}][\p{L}\p{N}\p{M}_-]*)(\/(\+|[\p{L}][\p{L}\p{N}\p{M}_-]*))*(\/#)?)$/u.test(scope)
    ) {
      throw badData(`"${scope}" is not a scope.`);
    }
  }
  return groups;
}

/** True when the scopes of an entity fulfil the query. */
export function matchesScopes(scopes: readonly string[], query: Selection): boolean {
  return query.some((group) =>
    group.every((wanted) => scopes.some((scope) => matchesScope(levels(scope), levels(wanted)))),
  );
}

function matchesScope(scope: string[], wanted: string[]): boolean {
  const open = wanted.at(-1) === '#';
  const fixed = open ? wanted.slice(0, -1) : wanted;
  if (open ? scope.length < fixed.length : scope.length !== fixed.length) return false;
  return fixed.every((level, index) => level === '+' || level === scope[index]);
}

function levels(scope: string): string[] {
  return scope.replace(/^\//u, '').split('/');
}

function parseGroups(text: string, parameter: string): Selection {
  const groups: Selection = [];
  let rest = text;
  while (rest !== '') {
    const match = /^(?:\(([^()]+)\)|([^()|,;]+))([|,]|$)/u.exec(rest);
    if (match === null) throw badData(`"${text}" is not valid for ${parameter}.`);
    groups.push(match[1] === undefined ? [match[2] as string] : match[1].split(';'));
    rest = rest.slice(match[0].length);
    if (rest === '' && match[3] !== '') throw badData(`"${text}" is not valid for ${parameter}.`);
  }
  if (groups.length === 0 || groups.flat().some((name) => name === ''))
    throw badData(`"${parameter}" is empty.`);
  return groups;
}
