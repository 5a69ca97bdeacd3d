import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '#contract/schemas.ts';
import { readConditions, readSort, writeConditions, writeSort } from './address.ts';

describe('filters in the address', () => {
  it('reads several values of one field as any of them', () => {
    expect(readConditions('study', { country: 'ID,VN', programme: 'smart-jamp' })).toEqual([
      { field: 'country', operator: 'is', values: ['ID', 'VN'] },
      { field: 'programme', operator: 'is', values: ['smart-jamp'] },
    ]);
  });

  it('reads two conditions on one field', () => {
    expect(readConditions('study', { fiscalYear: 'atLeast:2022;atMost:2024' })).toEqual([
      { field: 'fiscalYear', operator: 'atLeast', values: ['2022'] },
      { field: 'fiscalYear', operator: 'atMost', values: ['2024'] },
    ]);
  });

  it('reads numbers and truth values that the router has already parsed', () => {
    expect(readConditions('concept', { hub: true })).toEqual([
      { field: 'hub', operator: 'is', values: ['true'] },
    ]);
    expect(readConditions('study', { fiscalYear: 2023 })).toEqual([
      { field: 'fiscalYear', operator: 'is', values: ['2023'] },
    ]);
  });

  it('asks for what is not known', () => {
    expect(readConditions('mou', { validUntil: 'isUnknown:' })).toEqual([
      { field: 'validUntil', operator: 'isUnknown', values: [] },
    ]);
  });

  it('passes over what is not a field of the kind', () => {
    expect(readConditions('city', { open: 'jakarta', sort: '-name', constructor: 'x' })).toEqual([]);
  });

  it('takes the text filter as it is, with commas, semicolons and colons', () => {
    expect(readConditions('city', { text: 'is:a,b;c' })).toEqual([
      { field: 'text', operator: 'contains', values: ['is:a,b;c'] },
    ]);
  });

  it('gives back what it wrote', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
    const condition: fc.Arbitrary<Condition> = fc.oneof(
      fc.record({
        field: fc.constantFrom('country', 'hazards', 'challenges'),
        operator: fc.constantFrom('is' as const, 'isNot' as const),
        values: fc.uniqueArray(value, { minLength: 1, maxLength: 5 }),
      }),
      fc.record({
        field: fc.constantFrom('lat', 'lon'),
        operator: fc.constantFrom('atLeast' as const, 'atMost' as const),
        values: fc.tuple(fc.integer().map(String)),
      }),
      fc.record({
        field: fc.constant('timezone'),
        operator: fc.constant('contains' as const),
        values: fc.tuple(fc.string({ minLength: 1 })),
      }),
      fc.record({
        field: fc.constant('population'),
        operator: fc.constantFrom('isKnown' as const, 'isUnknown' as const),
        values: fc.constant([]),
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(condition, { selector: (each) => each.field }), (conditions) => {
        expect(readConditions('city', writeConditions(conditions))).toEqual(conditions);
      }),
    );
  });

  it('reads and writes the order', () => {
    expect(readSort('followUp', { sort: '-due' })).toEqual({ field: 'due', direction: 'descending' });
    expect(writeSort(readSort('city', { sort: 'name' }))).toBe('name');
    expect(readSort('city', { sort: 'nothing' })).toBeUndefined();
  });
});
