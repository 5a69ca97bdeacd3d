import { expect, test } from 'vitest';
import { SourceNumbers, sourcesIn } from './sourceNumbers.ts';

test('sources are numbered in the order of first mention, and keep their number', () => {
  const sources = new SourceNumbers();
  const page = { title: 'A page', url: 'https://example.org/a' };
  expect(sources.cite([page, { title: 'A paper' }])).toEqual([1, 2]);
  expect(sources.cite([{ title: 'Another' }, { ...page, note: 'table 1' }, page])).toEqual([1, 3]);
  expect(sources.list().map(({ number, title, notes }) => [number, title, notes])).toEqual([
    [1, 'A page', ['table 1']],
    [2, 'A paper', []],
    [3, 'Another', []],
  ]);
});

test('an address that is not for the web is not a link', () => {
  const sources = new SourceNumbers();
  sources.cite([{ title: 'Trap', url: 'javascript:alert(1)' }]);
  expect(sources.list()[0]).toEqual({ number: 1, title: 'Trap', url: undefined, notes: [] });
});

test('sources inside a structured value are read as far as they are well-formed', () => {
  expect(sourcesIn([{ title: 'x', url: null }, null, 3, { title: '' }, { url: 'https://a.b' }])).toEqual([
    { title: 'x', url: undefined, note: undefined },
  ]);
  expect(sourcesIn('x')).toEqual([]);
});
