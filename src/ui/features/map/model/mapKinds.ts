import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';

/**
 * Kinds that the map can show, in the order of legend, list and symbols. Contacts are not among them (personal data),
 * nor countries (they are named on the map itself).
 */
export const mapKinds = [
  'city',
  'need',
  'study',
  'followUp',
  'project',
  'organisation',
  'solution',
  'precedent',
  'mou',
  'event',
  'mission',
  'missionNote',
  'measure',
] as const satisfies readonly KindName[];
export type MapKind = (typeof mapKinds)[number];

/** What a map shows before anybody chose: the cities, and what was and is being done there. */
export const defaultMapKinds: readonly MapKind[] = ['city', 'study', 'project'];

export function isMapKind(kind: string): kind is MapKind {
  return (mapKinds as readonly string[]).includes(kind);
}

/** The field whose value the host gives as a feature's stage. */
export function stageFieldOf(kind: KindName): string | undefined {
  const fields = fieldsOf(kind);
  return ['status', 'stage', 'state', 'maturity'].find((field) => Object.hasOwn(fields, field));
}
