import { compareText } from '../order.ts';
import type { ConceptRecord } from '../types.ts';
import { isReadFromText } from './lexicon.ts';
import { nameKey } from './tagger.ts';

/** A new name that will not do what its writer expects: worth saying, no reason to refuse it. */
export interface NameProblem {
  /** `shared`: texts with it name the others too; `tooShort`: it would match by accident, so it is not looked for. */
  readonly problem: 'shared' | 'tooShort';
  readonly language: string;
  readonly name: string;
  /** Other concepts of the same name. */
  readonly conceptIds: readonly string[];
}

/** What is odd about the names that a concept has after a change and had not before. */
export function nameProblems(
  before: ConceptRecord | undefined,
  after: ConceptRecord,
  concepts: readonly ConceptRecord[],
): NameProblem[] {
  if (!isReadFromText(after.type)) return [];
  const known = new Set(before ? namesOf(before).map(([language, name]) => `${language}\n${name}`) : []);
  const added = namesOf(after).filter(([language, name]) => !known.has(`${language}\n${name}`));
  if (added.length === 0) return [];
  const others = new Map<string, Set<string>>();
  for (const concept of concepts) {
    if (concept.id === after.id || !isReadFromText(concept.type)) continue;
    for (const [, name] of namesOf(concept)) {
      const key = nameKey(name);
      if (key !== undefined) others.set(key, (others.get(key) ?? new Set()).add(concept.id));
    }
  }
  return added.flatMap(([language, name]): NameProblem[] => {
    const key = nameKey(name);
    if (key === undefined) return [{ problem: 'tooShort', language, name, conceptIds: [] }];
    const shared = [...(others.get(key) ?? [])].sort(compareText);
    return shared.length > 0 ? [{ problem: 'shared', language, name, conceptIds: shared }] : [];
  });
}

function namesOf({ label, synonyms }: ConceptRecord): [language: string, name: string][] {
  return [...Object.entries(label ?? {}), ...Object.entries(synonyms ?? {})].flatMap(([language, texts]) =>
    [texts]
      .flat()
      .flatMap((name): [string, string][] => (typeof name === 'string' ? [[language, name]] : [])),
  );
}
