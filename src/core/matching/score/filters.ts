import { lastDay } from '../dates.ts';
import type { Profile } from '../profile/profile.ts';
import type { Conditions, OrganisationRecord } from '../types.ts';
import type { NeedQuery } from './need-query.ts';

/** Why a row is left out. A filter only removes rows; it never changes a score. */
export const filterReasonNames = [
  'profileExpired',
  'countryExcludedByNeed',
  'organisationExcludedByNeed',
  'countryExcludedByOrganisation',
  'partnerExcludedByOrganisation',
  'conditionLanguage',
  'conditionType',
  'conditionHomeCountry',
  'conditionMaturity',
  'conditionPresence',
  'conditionSize',
  'verdict',
  'vetoed',
  'alreadyInside',
  'nothingInCommon',
  'needExpired',
  'needCovered',
] as const;
export type FilterReason = (typeof filterReasonNames)[number];

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

/** One way to be left out. */
interface FilterTest {
  readonly reason: FilterReason;
  readonly fails: (profile: Profile) => boolean;
}

/** The hard constraints of a need on a day, made ready to be put to many organisations. */
export class RowFilter {
  /** What organisations ask for themselves; only few do. */
  private readonly own: readonly FilterTest[];
  /** What the need and whoever asks want of everybody. */
  private readonly asked: readonly FilterTest[];

  constructor(query: NeedQuery, today: number, constraints: Constraints | undefined) {
    this.own = testsOfOrganisations(query, today);
    this.asked = [
      ...testsOfExclusions(query, constraints),
      ...[...query.conditions, ...(constraints ? [constraints] : [])].flatMap((condition) =>
        testsOfCondition(condition, query),
      ),
    ];
  }

  /** Whether anything is asked of organisations that ask nothing themselves. */
  get asksEverybody(): boolean {
    return this.asked.length > 0;
  }

  passesOwn(profile: Profile): boolean {
    return !this.own.some((test) => test.fails(profile));
  }

  passesAsked(profile: Profile): boolean {
    for (const test of this.asked) if (test.fails(profile)) return false;
    return true;
  }

  passes(profile: Profile): boolean {
    return this.passesOwn(profile) && this.passesAsked(profile);
  }

  /** All reasons for which an organisation is left out for a need; empty when it passes. */
  reasons(profile: Profile): FilterReason[] {
    const reasons = [...this.own, ...this.asked]
      .filter((test) => test.fails(profile))
      .map(({ reason }) => reason);
    return reasons.length > 1 ? [...new Set(reasons)].sort() : reasons;
  }
}

/** What an organisation's own record rules out. */
function testsOfOrganisations(query: NeedQuery, today: number): FilterTest[] {
  return [
    {
      reason: 'profileExpired',
      fails: ({ organisation }) => isExpired(organisation, today),
    },
    {
      reason: 'countryExcludedByOrganisation',
      fails: ({ organisation }) => refusesPlace(organisation.excludes?.countries ?? [], query.countries),
    },
  ];
}

/** A profile that is not valid any more on a day. */
export function isExpired({ validUntil }: OrganisationRecord, today: number): boolean {
  const until = validUntil ? lastDay(validUntil) : undefined;
  return until !== undefined && until < today;
}

/** Whether everywhere that a need is in is ruled out. */
export function refusesPlace(excluded: readonly string[], countries: readonly string[]): boolean {
  return (
    excluded.length > 0 && countries.length > 0 && countries.every((country) => excluded.includes(country))
  );
}

function testsOfExclusions(query: NeedQuery, constraints: Constraints | undefined): FilterTest[] {
  const countries = new Set([...query.excludedCountries, ...(constraints?.excludedCountries ?? [])]);
  const organisations = new Set([
    ...query.excludedOrganisations,
    ...(constraints?.excludedOrganisations ?? []),
  ]);
  const tests: FilterTest[] = [];
  if (countries.size > 0)
    tests.push({
      reason: 'countryExcludedByNeed',
      fails: ({ organisation }) => countries.has(organisation.homeCountry ?? ''),
    });
  if (organisations.size > 0)
    tests.push({
      reason: 'organisationExcludedByNeed',
      fails: ({ organisation }) => organisations.has(organisation.id),
    });
  return tests;
}

/** Tests of what a condition really asks for. */
function testsOfCondition(condition: Conditions, query: NeedQuery): FilterTest[] {
  const tests: FilterTest[] = [];
  const test = (reason: FilterReason, fails: FilterTest['fails']): void => void tests.push({ reason, fails });
  const languages = condition.languages ?? [];
  if (languages.length > 0)
    test('conditionLanguage', ({ organisation }) => {
      const own = organisation.languages ?? [];
      return !languages.every((code) => own.includes(code));
    });
  const types = condition.organisationTypes ?? [];
  if (types.length > 0) test('conditionType', ({ organisation }) => !types.includes(organisation.type ?? ''));
  const homes = condition.homeCountries ?? [];
  if (homes.length > 0)
    test('conditionHomeCountry', ({ organisation }) => !homes.includes(organisation.homeCountry ?? ''));
  const wanted = MATURITY_WANTED[condition.minimumMaturity ?? ''] ?? 0;
  if (wanted > 0) {
    const needed = new Set(query.concepts.map((concept) => concept.id));
    test('conditionMaturity', ({ items }) =>
      !items.some(
        (item) =>
          (MATURITY_OF_LEVEL[item.level] ?? -1) >= wanted &&
          item.concepts.some((concept) => needed.has(concept)),
      ));
  }
  if (condition.localPresence === true)
    test('conditionPresence', (profile) =>
      !query.countries.some((country) => profile.countries.has(country)));
  const { minimumEmployees } = condition;
  if (minimumEmployees)
    test('conditionSize', ({ organisation }) => (organisation.employees ?? 0) < minimumEmployees);
  return tests;
}
