import type { Taxonomy } from '../concepts/taxonomy.ts';
import type { Profile } from '../profile/profile.ts';
import type { WantedConcept } from './need-query.ts';

/** Which strength counts: with bare claims, or shown by evidence alone. */
export type StrengthColumn = 'total' | 'shown';

/** How one wanted concept is met. */
export interface ConceptMatch {
  readonly wanted: WantedConcept;
  /** Position of the organisation's concept that matches best, or −1. */
  readonly matched: number;
  readonly similarity: number;
  readonly strength: number;
  /** similarity × strength. */
  readonly value: number;
}

/**
 * A wanted technology is met by technologies; a wanted challenge by the challenge itself or by a technology that
 * addresses it, at the weight of the link.
 */
export function mayMeet(taxonomy: Taxonomy, wanted: WantedConcept, offered: number): boolean {
  return !wanted.technology || taxonomy.isTechnology(offered);
}

/** The best match of each wanted concept in one profile. */
export function matchConcepts(
  taxonomy: Taxonomy,
  concepts: readonly WantedConcept[],
  profile: Profile,
  column: StrengthColumn,
): ConceptMatch[] {
  return concepts.map((wanted) => {
    const related = taxonomy.related(wanted.position);
    let best: ConceptMatch = { wanted, matched: -1, similarity: 0, strength: 0, value: 0 };
    for (const [index, offered] of related.positions.entries()) {
      const strength = profile.strengths.get(offered)?.[column] ?? 0;
      if (strength <= 0 || !mayMeet(taxonomy, wanted, offered)) continue;
      const similarity = related.similarities[index] ?? 0;
      const value = similarity * strength;
      if (value > best.value) best = { wanted, matched: offered, similarity, strength, value };
    }
    return best;
  });
}

/** Fit = Σ u · best match / Σ u; undefined when nothing is wanted. One-sided: further tags never lower it. */
export function fitOf(matches: readonly ConceptMatch[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const match of matches) {
    sum += match.wanted.weight * match.value;
    weights += match.wanted.weight;
  }
  return weights > 0 ? sum / weights : undefined;
}
