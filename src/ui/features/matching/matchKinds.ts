import type { KindName } from '#core/kinds/fieldTypes.ts';

/** What a match can start from. */
export const matchKinds = [
  'need',
  'city',
  'organisation',
  'study',
  'precedent',
] as const satisfies KindName[];
export type MatchKind = (typeof matchKinds)[number];

export function isMatchKind(value: unknown): value is MatchKind {
  return (matchKinds as readonly unknown[]).includes(value);
}
