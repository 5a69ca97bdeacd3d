import { lastDay } from '../dates.ts';
import type { Profile } from '../profile/profile.ts';
import type { Conditions } from '../types.ts';
import type { NeedQuery } from './need-query.ts';

/** Why a row is left out. A filter only removes rows; it never changes a score. */
export type FilterReason =
  | 'profileExpired'
  | 'countryExcludedByNeed'
  | 'organisationExcludedByNeed'
  | 'countryExcludedByOrganisation'
  | 'partnerExcludedByOrganisation'
  | 'conditionLanguage'
  | 'conditionType'
  | 'conditionHomeCountry'
  | 'conditionMaturity'
  | 'conditionPresence'
  | 'conditionSize'
  | 'verdict'
  | 'vetoed'
  | 'alreadyInside'
  | 'nothingInCommon'
  | 'needExpired'
  | 'needCovered';

/** Hard constraints of one run, besides those of the need and the organisation. */
export interface Constraints extends Conditions {
  readonly excludedCountries?: readonly string[];
  readonly excludedOrganisations?: readonly string[];
  /** Verdicts whose rows are left out, e.g. `not-relevant`. */
  readonly hiddenVerdicts?: readonly string[];
}

const MATURITY_OF_LEVEL: Readonly<Record<string, number>> = {
  reviewed: 0,
  pilot: 1,
  ongoing: 0,
  study: 1,
  followUp: 1,
  deployment: 2,
  rollOut: 2,
};
const MATURITY_WANTED: Readonly<Record<string, number>> = { claimed: 0, pilot: 1, deployed: 2 };

/** All reasons for which an organisation is left out for a need; empty when it passes. */
export function filterReasons(
  query: NeedQuery,
  profile: Profile,
  today: number,
  constraints: Constraints | undefined,
): FilterReason[] {
  const reasons: FilterReason[] = [];
  const { organisation } = profile;
  const until = organisation.validUntil ? lastDay(organisation.validUntil) : undefined;
  if (until !== undefined && until < today) reasons.push('profileExpired');
  const home = organisation.homeCountry ?? '';
  if (query.excludedCountries.includes(home) || constraints?.excludedCountries?.includes(home))
    reasons.push('countryExcludedByNeed');
  if (
    query.excludedOrganisations.includes(organisation.id) ||
    constraints?.excludedOrganisations?.includes(organisation.id)
  )
    reasons.push('organisationExcludedByNeed');
  const excluded = organisation.excludes?.countries ?? [];
  if (query.countries.length > 0 && query.countries.every((country) => excluded.includes(country)))
    reasons.push('countryExcludedByOrganisation');
  for (const condition of [...query.conditions, ...(constraints ? [constraints] : [])])
    reasons.push(...unmetConditions(condition, query, profile));
  return reasons.length > 1 ? [...new Set(reasons)].sort() : reasons;
}

function unmetConditions(condition: Conditions, query: NeedQuery, profile: Profile): FilterReason[] {
  const { organisation } = profile;
  const reasons: FilterReason[] = [];
  const languages = condition.languages ?? [];
  if (languages.length > 0 && !languages.every((code) => (organisation.languages ?? []).includes(code)))
    reasons.push('conditionLanguage');
  const types = condition.organisationTypes ?? [];
  if (types.length > 0 && !types.includes(organisation.type ?? '')) reasons.push('conditionType');
  const homes = condition.homeCountries ?? [];
  if (homes.length > 0 && !homes.includes(organisation.homeCountry ?? ''))
    reasons.push('conditionHomeCountry');
  const wanted = MATURITY_WANTED[condition.minimumMaturity ?? ''] ?? 0;
  if (wanted > 0) {
    const needed = new Set(query.concepts.map((concept) => concept.id));
    const shown = profile.items.some(
      (item) =>
        (MATURITY_OF_LEVEL[item.level] ?? -1) >= wanted &&
        item.concepts.some((concept) => needed.has(concept)),
    );
    if (!shown) reasons.push('conditionMaturity');
  }
  if (condition.localPresence === true && !query.countries.some((country) => profile.countries.has(country)))
    reasons.push('conditionPresence');
  if (condition.minimumEmployees && (organisation.employees ?? 0) < condition.minimumEmployees)
    reasons.push('conditionSize');
  return reasons;
}
