import { expect, it } from 'vitest';
import { keysOf, shareTranslated } from './completeness.ts';

it('counts the plural forms of a message as one key, and empty texts as none', () => {
  expect([
    ...keysOf({ rows_one: '{{count}} row', rows_other: '{{count}} rows', a: { b: 'c', d: ' ' } }),
  ]).toEqual(['rows', 'a.b']);
});

it('measures a translation against the keys of the reference only', () => {
  const reference = { a: 'あ', b: { c: 'い', d: 'う' }, e_other: 'え' };
  expect(shareTranslated(reference, { a: 'a', b: { c: 'c' }, e_one: 'e', e_other: 'es', extra: 'x' })).toBe(
    0.75,
  );
  expect(shareTranslated(reference, {})).toBe(0);
});
