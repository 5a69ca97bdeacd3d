import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citiesOf, cooperationMatrix, organisationsAt, partnersOf, type Work } from './cooperation.ts';

const works: Work[] = [
  { id: 's1', kind: 'study', members: ['a', 'b'], cities: ['jakarta'] },
  { id: 's2', kind: 'study', members: ['a', 'b', 'c', 'b'], cities: ['jakarta', 'cebu'] },
  { id: 'm1', kind: 'mou', members: ['a', 'b'], cities: [] },
  { id: 'e1', kind: 'event', members: ['c'], cities: ['cebu'] },
];
const brief = (found: { id: string; total: number }[]) => found.map(({ id, total }) => [id, total]);

describe('who worked with whom, where', () => {
  it('counts shared works by kind, each once, and never the organisation itself', () => {
    expect(partnersOf('a', works)).toEqual([
      { id: 'b', total: 3, byKind: { study: 2, mou: 1 }, works: ['s1', 's2', 'm1'] },
      { id: 'c', total: 1, byKind: { study: 1 }, works: ['s2'] },
    ]);
    expect(partnersOf('nobody', works)).toEqual([]);
    expect(partnersOf('a', [...works, ...works])).toEqual(partnersOf('a', works));
  });

  it('knows the cities of an organisation and the organisations of a city', () => {
    expect(brief(citiesOf('a', works))).toEqual([
      ['jakarta', 2],
      ['cebu', 1],
    ]);
    expect(brief(organisationsAt('cebu', works))).toEqual([
      ['c', 2],
      ['a', 1],
      ['b', 1],
    ]);
    expect(organisationsAt('nowhere', works)).toEqual([]);
  });

  it('lays organisations against cities, the busiest first, and says what is left out', () => {
    const matrix = cooperationMatrix(works, 2, 5);
    expect(matrix.organisations.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(matrix.cities.map(({ id }) => id)).toEqual(['cebu', 'jakarta']);
    expect(matrix.counts).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect([matrix.moreOrganisations, matrix.moreCities]).toEqual([1, 0]);
    expect(cooperationMatrix([], 5, 5)).toMatchObject({ organisations: [], cities: [], counts: [] });
  });

  it('is mutual: as often as one worked with another, the other worked with it', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const work = fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('study', 'mou', 'project', 'event'),
      members: fc.array(name, { maxLength: 4 }),
      cities: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(work, { maxLength: 12 }), name, name, (all, one, other) => {
        fc.pre(one !== other);
        const times = (of: string, withWhom: string) =>
          partnersOf(of, all as Work[]).find(({ id }) => id === withWhom)?.total ?? 0;
        expect(times(one, other)).toBe(times(other, one));
        const there = organisationsAt('x', all as Work[]).find(({ id }) => id === one)?.total ?? 0;
        const where = citiesOf(one, all as Work[]).find(({ id }) => id === 'x')?.total ?? 0;
        expect(there).toBe(where);
      }),
    );
  });
});
