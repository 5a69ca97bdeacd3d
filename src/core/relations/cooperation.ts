import type { KindName } from '../kinds/fieldTypes.ts';

/** Something that organisations did together: a study, a memorandum, a project, an event, a precedent. */
export interface Work {
  readonly id: string;
  readonly kind: KindName;
  /** Organisations that took part. */
  readonly members: readonly string[];
  /** Cities where it was. */
  readonly cities: readonly string[];
}

/** Somebody, or some place, that works have in common with the one asked about. */
export interface Shared {
  readonly id: string;
  readonly total: number;
  /** How many works of each kind. */
  readonly byKind: Readonly<Partial<Record<KindName, number>>>;
  readonly works: readonly string[];
}

/** Who worked with an organisation: the other members of its works, those with the most first. */
export function partnersOf(id: string, works: readonly Work[]): Shared[] {
  return tally(
    works.filter(({ members }) => members.includes(id)),
    ({ members }) => members.filter((member) => member !== id),
  );
}

/** Where an organisation worked. */
export function citiesOf(id: string, works: readonly Work[]): Shared[] {
  return tally(
    works.filter(({ members }) => members.includes(id)),
    ({ cities }) => cities,
  );
}

/** Who worked in a city. */
export function organisationsAt(cityId: string, works: readonly Work[]): Shared[] {
  return tally(
    works.filter(({ cities }) => cities.includes(cityId)),
    ({ members }) => members,
  );
}

export interface Matrix {
  readonly organisations: readonly Shared[];
  readonly cities: readonly Shared[];
  /** `counts[row][column]`: works of that organisation in that city. */
  readonly counts: readonly (readonly number[])[];
  /** Organisations and cities that are left out because others have more works. */
  readonly moreOrganisations: number;
  readonly moreCities: number;
}

/** Organisations by cities, the busiest of each. */
export function cooperationMatrix(works: readonly Work[], rows: number, columns: number): Matrix {
  const placed = works.filter(({ members, cities }) => members.length > 0 && cities.length > 0);
  const organisations = tally(placed, ({ members }) => members);
  const cities = tally(placed, (work) => work.cities);
  const shownOrganisations = organisations.slice(0, rows);
  const shownCities = cities.slice(0, columns);
  return {
    organisations: shownOrganisations,
    cities: shownCities,
    counts: shownOrganisations.map((organisation) => {
      const own = new Set(organisation.works);
      return shownCities.map((city) => city.works.filter((work) => own.has(work)).length);
    }),
    moreOrganisations: organisations.length - shownOrganisations.length,
    moreCities: cities.length - shownCities.length,
  };
}

/** One work counts once for each, however often it names them. Equal totals stand in the order of their ids. */
function tally(works: readonly Work[], read: (work: Work) => readonly string[]): Shared[] {
  const found = new Map<string, Work[]>();
  for (const work of new Map(works.map((each) => [each.id, each])).values()) {
    for (const id of new Set(read(work))) {
      const own = found.get(id);
      if (own) own.push(work);
      else found.set(id, [work]);
    }
  }
  return [...found]
    .map(([id, own]) => ({
      id,
      total: own.length,
      byKind: countKinds(own),
      works: own.map((work) => work.id),
    }))
    .sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1));
}

function countKinds(works: readonly Work[]): Partial<Record<KindName, number>> {
  const counts: Partial<Record<KindName, number>> = {};
  for (const { kind } of works) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
