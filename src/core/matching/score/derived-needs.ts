import type { MatchingContext } from '../context.ts';
import { compareText } from '../order.ts';
import type { DerivedNeed } from '../results.ts';
import type { CityRecord, LanguageTexts, NeedLevel } from '../types.ts';
import type { NeedParts } from './need-query.ts';

/**
 * Nobody stated these needs: they are read from other facts about a city, so a row found through them is worth half
 * the confidence.
 */
export const DERIVED_CONFIDENCE = 0.5;

/** A derived need with its own words. */
interface Candidate {
  readonly need: DerivedNeed;
  readonly text?: LanguageTexts;
}

/** What a city without any stated need probably wants: its challenges, and what its priority projects name. */
export function derivedParts(
  context: MatchingContext,
  city: CityRecord,
): { readonly parts: NeedParts; readonly needs: readonly DerivedNeed[] } {
  const candidates = [...fromChallenges(context, city), ...fromPriorityProjects(context, city)];
  const levels = new Map<string, NeedLevel>();
  for (const { need } of candidates) {
    for (const { conceptId, level } of need.concepts)
      if (levels.get(conceptId) !== 'should') levels.set(conceptId, level);
  }
  return {
    needs: candidates.map(({ need }) => need),
    parts: {
      about: [city.id],
      levels,
      cities: [city.id],
      countries: city.country ? [city.country] : [],
      texts: candidates.map(({ text }) => text),
      excludedCountries: [],
      excludedOrganisations: [],
      conditions: [],
    },
  };
}

function fromChallenges(context: MatchingContext, city: CityRecord): Candidate[] {
  const known = [...new Set(city.challenges ?? [])]
    .filter((id) => context.taxonomy.position(id) !== undefined)
    .sort(compareText);
  if (known.length === 0) return [];
  return [
    { need: { from: 'challenges', concepts: known.map((conceptId) => ({ conceptId, level: 'should' })) } },
  ];
}

/** Concepts of a project's title; where it names none, the challenges of the project's sectors. */
function fromPriorityProjects(context: MatchingContext, city: CityRecord): Candidate[] {
  return [...(city.priorityProjects ?? [])]
    .map((project) => ({ project, text: project.title ?? {} }))
    .sort((a, b) => compareText(JSON.stringify(a.text), JSON.stringify(b.text)))
    .flatMap(({ project, text }) => {
      const named = [...context.levelsFromText(Object.values(text).sort(compareText).join('\n')).keys()];
      const fromSectors = (project.sectors ?? []).flatMap((id) => context.taxonomy.get(id)?.challenges ?? []);
      const ids = [...new Set(named.length > 0 ? named : fromSectors)].sort(compareText);
      if (ids.length === 0) return [];
      const concepts = ids.map((conceptId) => ({ conceptId, level: 'nice' as const }));
      return [{ need: { from: 'priorityProject' as const, title: text, concepts }, text }];
    });
}
