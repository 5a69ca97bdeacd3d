import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { MatchResult, OrganisationMatch } from '#core/matching/index.ts';
import type { MatchingSource, NamedAnswer } from '../briefs/matchingSource.ts';
import type { MatchingService } from './index.ts';

/** Rows that a brief shows for one need. */
const mostFirms = 5;

/** Matching as briefs ask it: a few rows, without those that people marked as not relevant, noted as no run. */
export function briefMatching(matching: MatchingService): MatchingSource {
  const request = (id: string, audience: Visibility) => ({
    id,
    audience,
    // The day of a brief is the day where this machine stands.
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    limit: mostFirms,
    listFiltered: false,
    diversify: 0,
    hiddenVerdicts: ['not-relevant' as const],
    noted: false,
  });
  return {
    need: (id, audience) => named(matching.need(request(id, audience))),
    city: (id, audience) => named(matching.city(request(id, audience))),
  };
}

/** An answer of now names the state of its terms, which the contract leaves open for runs that were noted earlier. */
function named({ labels, ...answer }: OrganisationMatches): NamedAnswer {
  return { answer: answer as MatchResult<OrganisationMatch>, labels };
}
