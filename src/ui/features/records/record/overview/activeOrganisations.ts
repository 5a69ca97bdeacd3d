import type { LinkedRecord, RecordDetail } from '#contract/schemas.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

export type Because =
  | { readonly type: 'active' }
  | { readonly type: 'study'; readonly count: number }
  | { readonly type: 'solution'; readonly count: number };

export interface ActiveOrganisation {
  readonly id: string;
  readonly because: readonly Because[];
}

/**
 * Organisations at work in a place, from everything that says so: their own statement, consortiums of studies there, and
 * solutions used there. Those with the most evidence come first.
 */
export function activeOrganisations(
  links: RecordDetail['links'],
  studies: readonly RegistryRecord[],
  solutions: readonly RegistryRecord[],
): ActiveOrganisation[] {
  const stated = new Set((links.organisation ?? []).map((link: LinkedRecord) => link.id));
  const inStudies = countOrganisations(studies, consortiumOf);
  const bySolutions = countOrganisations(solutions, (solution) =>
    typeof solution.organisation === 'string' ? [solution.organisation] : [],
  );
  const ids = new Set([...stated, ...inStudies.keys(), ...bySolutions.keys()]);
  return [...ids]
    .map((id) => {
      const study = inStudies.get(id) ?? 0;
      const solution = bySolutions.get(id) ?? 0;
      const because: Because[] = [
        ...(study > 0 ? [{ type: 'study', count: study } as const] : []),
        ...(solution > 0 ? [{ type: 'solution', count: solution } as const] : []),
        ...(stated.has(id) ? [{ type: 'active' } as const] : []),
      ];
      return { id, because, weight: study * 2 + solution + (stated.has(id) ? 1 : 0) };
    })
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .map(({ id, because }) => ({ id, because }));
}

function consortiumOf(study: RegistryRecord): string[] {
  const members = Array.isArray(study.consortium) ? (study.consortium as { orgId?: unknown }[]) : [];
  return members.map(({ orgId }) => orgId).filter((orgId): orgId is string => typeof orgId === 'string');
}

function countOrganisations(
  records: readonly RegistryRecord[],
  read: (record: RegistryRecord) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const id of new Set(read(record))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
