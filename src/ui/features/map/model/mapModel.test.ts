import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapArc, MapFeature } from '#contract/schemas.ts';
import { bundleArcs } from './arcs.ts';
import { listAddress } from './listAddress.ts';
import {
  countFacet,
  countKinds,
  facets,
  type MapFilters,
  readMapFilters,
  toggleKind,
  visibleFeatures,
  withFacet,
  withoutFacets,
  writeMapFilters,
} from './mapFilters.ts';
import { defaultMapKinds, mapKinds } from './mapKinds.ts';
import { localName, placeNames, withCountryOfPlace } from './names.ts';
import { rowsOf } from './rows.ts';
import { groupIntoSpots } from './spots.ts';

const none = readMapFilters({});

function feature(values: Partial<MapFeature> & Pick<MapFeature, 'id' | 'kind' | 'placeId'>): MapFeature {
  return {
    label: { en: values.id },
    lat: 0,
    lon: 100,
    precision: 'city',
    countries: [],
    sectors: [],
    challenges: [],
    ...values,
  };
}

const hanoi = feature({ id: 'hanoi', kind: 'city', placeId: 'hanoi', precision: 'own', countries: ['VN'] });
const siemReap = feature({ id: 'siem-reap', kind: 'city', placeId: 'siem-reap', countries: ['KH'] });
const study = (placeId: string) =>
  feature({
    id: 'study',
    kind: 'study',
    placeId,
    countries: ['KH', 'VN'],
    fiscalYear: 2023,
    sectors: ['sec.a'],
  });
const need = feature({ id: 'need', kind: 'need', placeId: 'hanoi', challenges: ['ch.flood'], stage: 'open' });
const all = withCountryOfPlace([hanoi, siemReap, study('hanoi'), study('siem-reap'), need]);

describe('the address of a map', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9.-]{1,12}$/);
  const filters: fc.Arbitrary<MapFilters> = fc.record({
    kinds: fc.subarray([...mapKinds]),
    facets: fc.record({
      country: fc.uniqueArray(word),
      sectors: fc.uniqueArray(word),
      challenges: fc.uniqueArray(word),
      fiscalYear: fc.uniqueArray(word),
      stage: fc.uniqueArray(word),
    }),
    arcs: fc.boolean(),
    inView: fc.boolean(),
    selected: fc.option(word, { nil: undefined }),
  });

  test('gives back the filters that were written into it', () => {
    fc.assert(
      fc.property(filters, (each) => {
        expect(readMapFilters(writeMapFilters(each))).toEqual(each);
      }),
    );
  });

  test('is empty for what everybody sees first', () => {
    expect(writeMapFilters(none)).toEqual({});
    expect(none.kinds).toEqual(defaultMapKinds);
  });

  test('is read whatever stands in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (search) => {
        const read = readMapFilters(search);
        expect(read.kinds.every((kind) => mapKinds.includes(kind))).toBe(true);
      }),
    );
    // The router reads `fiscalYear=2023` as a number.
    expect(readMapFilters({ fiscalYear: 2023 }).facets.fiscalYear).toEqual(['2023']);
    expect(readMapFilters({ kinds: 'nonsense' }).kinds).toEqual(defaultMapKinds);
    expect(readMapFilters({ kinds: 'none' }).kinds).toEqual([]);
  });
});

describe('filters', () => {
  test('a country leaves only the places in it, also of a record about several countries', () => {
    const shown = visibleFeatures(all, withFacet(none, 'country', ['VN']));
    expect(shown.map(({ id, placeId }) => `${id}@${placeId}`)).toEqual(['hanoi@hanoi', 'study@hanoi']);
  });

  test('two facets must both be met, two values of one facet need not', () => {
    const wanted = withFacet(withFacet(none, 'country', ['VN', 'KH']), 'fiscalYear', ['2023']);
    expect(visibleFeatures(all, wanted).map(({ id }) => id)).toEqual(['study', 'study']);
    expect(visibleFeatures(all, withFacet(wanted, 'sectors', ['sec.b']))).toEqual([]);
  });

  test('counts records, not places, and leaves the own facet out of account', () => {
    const wanted = withFacet(none, 'country', ['VN']);
    expect(countFacet(all, wanted, 'country')).toEqual(
      new Map([
        ['VN', 2],
        ['KH', 2],
      ]),
    );
    expect(countFacet(all, none, 'fiscalYear')).toEqual(new Map([['2023', 1]]));
    expect(countKinds(all, none).get('need')).toBe(1);
    expect(countKinds(all, wanted).get('city')).toBe(1);
  });

  test('a count is what choosing the value leaves', () => {
    fc.assert(
      fc.property(fc.constantFrom(...facets), fc.constantFrom('VN', 'KH', undefined), (facet, country) => {
        const base = toggleKind(country ? withFacet(none, 'country', [country]) : none, 'need');
        for (const [value, count] of countFacet(all, base, facet)) {
          const left = visibleFeatures(all, withFacet(base, facet, [value]));
          expect(new Set(left.map(({ id }) => id)).size).toBe(count);
        }
      }),
    );
  });

  test('can all be taken off at once while kinds stay', () => {
    const wanted = withFacet(toggleKind(none, 'need'), 'country', ['VN']);
    expect(withoutFacets(wanted)).toEqual(toggleKind(none, 'need'));
  });
});

describe('spots and rows', () => {
  test('everything at one place is one spot, each record once', () => {
    const spots = groupIntoSpots([...all, study('hanoi')]);
    expect(spots.map(({ placeId }) => placeId)).toEqual(['hanoi', 'siem-reap']);
    expect(spots[0]?.counts).toEqual([
      { kind: 'city', count: 1 },
      { kind: 'need', count: 1 },
      { kind: 'study', count: 1 },
    ]);
    expect(spots.map(({ index }) => index)).toEqual([0, 1]);
  });

  test('a record with two places is one row that knows both', () => {
    const rows = rowsOf(groupIntoSpots(all), (a, b) => a.id.localeCompare(b.id));
    expect(rows.map(({ id }) => id)).toEqual(['hanoi', 'siem-reap', 'need', 'study']);
    expect(rows.at(-1)?.spots).toEqual([0, 1]);
  });
});

describe('arcs', () => {
  const arc = (organisationId: string, cityId: string, because: string): MapArc => ({
    organisationId,
    label: { en: organisationId },
    from: { lat: 35.7, lon: 139.8 },
    to: { lat: 0, lon: 100 },
    cityId,
    because: [{ kind: 'study', id: because }],
  });
  const arcs = [
    arc('org.a', 'hanoi', 'study'),
    arc('org.b', 'hanoi', 'study'),
    arc('org.a', 'siem-reap', 'study'),
    arc('org.c', 'hanoi', 'not-on-the-map'),
  ];
  const bundled = (filters: MapFilters) =>
    bundleArcs(arcs, all, filters.facets).map(
      ({ cityId, arcs: members }) => `${cityId}: ${members.map((each) => each.organisationId).join()}`,
    );

  test('to one city from one place are one line', () => {
    expect(bundled(none)).toEqual(['hanoi: org.a,org.b,org.c', 'siem-reap: org.a']);
  });

  test('follow the filters by their reasons', () => {
    expect(bundled(withFacet(none, 'fiscalYear', ['2023']))).toEqual([
      'hanoi: org.a,org.b',
      'siem-reap: org.a',
    ]);
    expect(bundled(withFacet(none, 'fiscalYear', ['2024']))).toEqual([]);
    expect(bundled(withFacet(none, 'country', ['KH']))).toEqual(['siem-reap: org.a']);
  });
});

describe('names of places', () => {
  test('the local name is a second line only where it says something new', () => {
    const label = { ja: 'ハノイ', en: 'Hanoi', vi: 'Hà Nội' };
    const name = placeNames([{ ...hanoi, label, localLanguage: 'vi' }]).get('hanoi');
    expect(localName(name, 'ハノイ')).toEqual({ text: 'Hà Nội', lang: 'vi' });
    expect(localName(name, 'Hà Nội')).toBeNull();
    expect(localName({ label: { en: 'Kuching', ms: 'KUCHING' }, localLanguage: 'ms' }, 'Kuching')).toBeNull();
    expect(localName(undefined, 'x')).toBeNull();
  });
});

describe('the address of the list page', () => {
  test('carries the filters that the kind has fields for, under the names of its fields', () => {
    const { facets: values } = withFacet(
      withFacet(withFacet(none, 'country', ['VN', 'KH']), 'stage', ['completed']),
      'challenges',
      ['ch.flood'],
    );
    expect(listAddress('study', values)).toEqual({
      country: 'VN,KH',
      challenges: 'ch.flood',
      status: 'completed',
    });
    expect(listAddress('organisation', withFacet(none, 'sectors', ['sec.a']).facets)).toEqual({
      solutionAreas: 'sec.a',
    });
    expect(listAddress('mou', values)).toEqual({ country: 'VN,KH', status: 'completed' });
  });
});
