import type { MatchPart, OrganisationMatchRow } from '#contract/matchingSchemas.ts';
import type { Because, NeedLevel } from '#core/matching/index.ts';

export type ConceptReason = Extract<Because, { code: 'concept' }>;

/** From this value on an element counts as covered, the same as in the engine. */
export const coveredFrom = 0.15;

/** How well one organisation meets one wanted element, 0…1. */
export function coverageOf(reason: ConceptReason): number {
  return reason.similarity * reason.strength;
}

/** The wanted elements of a row with how they are met, as the ranking went by them. */
export function conceptReasons(parts: readonly MatchPart[]): ConceptReason[] {
  return parts.flatMap((part) => part.because).filter((reason) => reason.code === 'concept');
}

const levelOrder: readonly NeedLevel[] = ['must', 'should', 'nice'];

/** Musts first; within a level in the order given. */
export function byLevel<Wanted extends { readonly level: NeedLevel }>(wanted: readonly Wanted[]): Wanted[] {
  return levelOrder.flatMap((level) => wanted.filter((each) => each.level === level));
}

export interface ElementCell {
  readonly organisationId: string;
  readonly value: number;
  readonly reason: ConceptReason | undefined;
}

export interface ElementRow {
  readonly conceptId: string;
  readonly level: NeedLevel;
  readonly cells: readonly ElementCell[];
  /** How many of the organisations cover it. */
  readonly covered: number;
}

/** Wanted elements against organisations. */
export function elementMatrix(
  wanted: readonly { readonly conceptId: string; readonly level: NeedLevel }[],
  rows: readonly Pick<OrganisationMatchRow, 'organisationId' | 'parts'>[],
): ElementRow[] {
  const reasons = rows.map((row) => ({
    organisationId: row.organisationId,
    byConcept: new Map(conceptReasons(row.parts).map((reason) => [reason.conceptId, reason])),
  }));
  return byLevel(wanted).map(({ conceptId, level }) => {
    const cells = reasons.map(({ organisationId, byConcept }) => {
      const reason = byConcept.get(conceptId);
      return { organisationId, reason, value: reason ? coverageOf(reason) : 0 };
    });
    return { conceptId, level, cells, covered: cells.filter((cell) => cell.value >= coveredFrom).length };
  });
}
