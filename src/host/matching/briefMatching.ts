import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { MatchResult, OrganisationMatch } from '#core/matching/index.ts';
import type { MatchingSource, NamedAnswer } from '../briefs/matchingSource.ts';
import type { MatchingService } from './index.ts';

/** Rows that a brief shows for one need. */
const mostFirms = 5;

/** Matching as briefs ask it: a few rows, without those that people marked as not relevant, noted as no run. */
export function briefMatching(matching: MatchingService): MatchingSource {
  // The day of a brief is the day where this machine stands.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const request = (id: string, audience: Visibility) => ({
    id,
    audience,
    timeZone,
    limit: mostFirms,
    listFiltered: false,
    diversify: 0,
    hiddenVerdicts: ['not-relevant' as const],
    noted: false,
  });
  const ask = (question: 'need' | 'city', id: string, audience: Visibility): NamedAnswer => {
    const answer = matching[question](request(id, audience));
    const unseenVetoes = matching.unseenVetoes(audience).organisations(
      [id, ...answer.query.about],
      answer.query.cities,
      answer.items.map((item) => item.organisationId),
    );
    return { ...named(answer), unseenVetoes };
  };
  return {
    need: (id, audience) => ask('need', id, audience),
    city: (id, audience) => ask('city', id, audience),
  };
}

/** An answer of now names the state of its terms, which the contract leaves open for runs that were noted earlier. */
function named({ labels, ...answer }: OrganisationMatches): Omit<NamedAnswer, 'unseenVetoes'> {
  return { answer: answer as MatchResult<OrganisationMatch>, labels };
}
