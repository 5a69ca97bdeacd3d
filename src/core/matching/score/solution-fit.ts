import type { Taxonomy } from '../concepts/taxonomy.ts';
import { compareText } from '../order.ts';
import type { Profile } from '../profile/profile.ts';
import type { MatchingSettings } from '../settings.ts';
import { mayMeet } from './concept-fit.ts';
import type { NeedQuery } from './need-query.ts';

const LEVEL_OF_MATURITY: Readonly<Record<string, 'claim' | 'pilot' | 'deployment'>> = {
  claimed: 'claim',
  pilot: 'pilot',
  deployed: 'deployment',
};

/** An organisation's offers that touch a need, best first: similarity of their concepts × what their maturity proves. */
export function rankSolutions(
  query: NeedQuery,
  profile: Profile,
  taxonomy: Taxonomy,
  settings: MatchingSettings,
): { readonly solutionId: string; readonly fit: number }[] {
  const weights = query.concepts.reduce((sum, concept) => sum + concept.weight, 0);
  if (weights === 0) return [];
  return profile.sources.solutions
    .map((solution) => {
      const level = LEVEL_OF_MATURITY[solution.maturity ?? ''] ?? 'claim';
      const offered = [...(solution.technologies ?? []), ...(solution.challenges ?? [])].flatMap((id) => {
        const position = taxonomy.position(id);
        return position === undefined ? [] : [position];
      });
      let sum = 0;
      for (const wanted of query.concepts) {
        let best = 0;
        for (const position of offered)
          if (mayMeet(taxonomy, wanted, position))
            best = Math.max(best, taxonomy.similarity(wanted.position, position));
        sum += wanted.weight * best;
      }
      return { solutionId: solution.id, fit: (settings.strength.levels[level] * sum) / weights };
    })
    .filter((row) => row.fit > 0)
    .sort((a, b) => b.fit - a.fit || compareText(a.solutionId, b.solutionId));
}
