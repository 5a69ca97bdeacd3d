import type { DemandMatchRow } from '#contract/matchingSchemas.ts';

/** What can want an organisation's offer. */
export const demandKinds = ['need', 'city', 'study'] as const;
export type DemandKind = (typeof demandKinds)[number];

/** Which record a row is about; exactly one of the three ids is given. */
export function demandOf(row: Pick<DemandMatchRow, 'needId' | 'cityId' | 'studyId'>): {
  readonly kind: DemandKind;
  readonly id: string;
} {
  if (row.needId !== undefined) return { kind: 'need', id: row.needId };
  if (row.cityId !== undefined) return { kind: 'city', id: row.cityId };
  return { kind: 'study', id: row.studyId ?? '' };
}
