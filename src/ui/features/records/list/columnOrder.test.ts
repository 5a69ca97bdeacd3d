import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moveField, orderedFields } from './columnOrder.ts';

it('puts the name first, then what was put in order, then the rest as offered', () => {
  expect(orderedFields(['name', 'a', 'b', 'c'], ['c', 'gone', 'name'], 'name')).toEqual([
    'name',
    'c',
    'a',
    'b',
  ]);
});

it('moves a field and stops at the ends', () => {
  expect(moveField(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
  expect(moveField(['a', 'b', 'c'], 'c', -9)).toEqual(['c', 'a', 'b']);
  expect(moveField(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(moveField(['a'], 'unknown', 1)).toEqual(['a']);
});

it('keeps every field once, whatever was kept from before', () => {
  const field = fc.string({ maxLength: 3 });
  fc.assert(
    fc.property(fc.uniqueArray(field, { minLength: 1 }), fc.array(field), (offered, order) => {
      const [first = ''] = offered;
      const found = orderedFields(offered, order, first);
      expect([...found].sort()).toEqual([...offered].sort());
      expect(found[0]).toBe(first);
    }),
  );
});
