import type { Problem } from '../records/validateRecord.ts';

/** What the rules read of a concept; the registry's record has more. */
export interface ConceptFacts {
  readonly id: string;
  readonly type?: string | null;
  readonly broader?: readonly string[] | null;
}

type Values = Readonly<Record<string, unknown>>;

/** Which types may stand above which: similarity is measured along these links, and only within one family. */
const above: Readonly<Record<string, readonly string[]>> = {
  technology: ['technology-group', 'technology'],
  'technology-group': ['technology-group'],
  challenge: ['challenge'],
  sector: ['focus-area', 'sector'],
  'focus-area': ['focus-area'],
  'data-asset': ['data-asset'],
  interface: ['interface'],
};

/** Which types a link may lead to. */
const linked: Readonly<Record<string, string>> = {
  sectors: 'sector',
  challenges: 'challenge',
  produces: 'data-asset',
  consumes: 'data-asset',
  interfaces: 'interface',
};

/**
 * What stands in the way of a concept as it would be: links to the wrong type, a concept above itself, weights outside
 * ]0, 1], a challenge named twice. Ids that are not there are another check's business.
 *
 * @param values the fields that are about to be written; those that are left out are not looked at
 * @param type the concept's type after the change
 */
export function conceptProblems(
  id: string | undefined,
  type: unknown,
  values: Values,
  concepts: ReadonlyMap<string, ConceptFacts>,
): Problem[] {
  return [
    ...broaderProblems(id, type, listOf(values.broader), concepts),
    ...Object.entries(linked).flatMap(([field, allowed]) =>
      listOf(values[field]).flatMap((other, index): Problem[] =>
        isType(concepts.get(String(other)), [allowed])
          ? []
          : [{ path: `${field}.${index}`, reason: 'conceptType', value: other, allowed: [allowed] }],
      ),
    ),
    ...linkProblems(type, listOf(values.addresses), concepts),
  ];
}

function broaderProblems(
  id: string | undefined,
  type: unknown,
  broader: readonly unknown[],
  concepts: ReadonlyMap<string, ConceptFacts>,
): Problem[] {
  const allowed = above[String(type)];
  return broader.flatMap((other, index): Problem[] => {
    const path = `broader.${index}`;
    if (id !== undefined && leadsTo(String(other), id, concepts))
      return [{ path, reason: 'circular', value: other }];
    if (allowed && !isType(concepts.get(String(other)), allowed))
      return [{ path, reason: 'conceptType', value: other, allowed }];
    return [];
  });
}

/** Whether going up from one concept arrives at another, itself included. */
function leadsTo(from: string, to: string, concepts: ReadonlyMap<string, ConceptFacts>): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    if (id === to) return true;
    for (const next of concepts.get(id)?.broader ?? []) seen.add(next);
  }
  return false;
}

function linkProblems(
  type: unknown,
  addresses: readonly unknown[],
  concepts: ReadonlyMap<string, ConceptFacts>,
): Problem[] {
  const technology = ['technology', 'technology-group'];
  if (addresses.length > 0 && typeof type === 'string' && !technology.includes(type))
    return [{ path: 'addresses', reason: 'conceptType', value: type, allowed: technology }];
  const seen = new Set<unknown>();
  return addresses.flatMap((member, index): Problem[] => {
    const { challenge, weight } = (member ?? {}) as { challenge?: unknown; weight?: unknown };
    const problems: Problem[] = [];
    const path = `addresses.${index}`;
    if (challenge === undefined || challenge === null)
      problems.push({ path: `${path}.challenge`, reason: 'required' });
    else if (seen.has(challenge))
      problems.push({ path: `${path}.challenge`, reason: 'twice', value: challenge });
    else if (!isType(concepts.get(String(challenge)), ['challenge']))
      problems.push({
        path: `${path}.challenge`,
        reason: 'conceptType',
        value: challenge,
        allowed: ['challenge'],
      });
    seen.add(challenge);
    if (weight === undefined || weight === null)
      problems.push({ path: `${path}.weight`, reason: 'required' });
    else if (typeof weight === 'number' && !(weight > 0 && weight <= 1))
      problems.push({ path: `${path}.weight`, reason: 'outOfRange', value: weight, allowed: ['0–1'] });
    return problems;
  });
}

/** A concept that is not there, or has no type yet, is let pass. */
function isType(concept: ConceptFacts | undefined, allowed: readonly string[]): boolean {
  return typeof concept?.type !== 'string' || allowed.includes(concept.type);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
