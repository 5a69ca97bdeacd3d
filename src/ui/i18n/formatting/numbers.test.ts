import { expect, it } from 'vitest';
import { formatBytes, formatNumber } from './numbers.ts';

it('groups digits, in digits that everybody reads', () => {
  for (const language of ['ja', 'en', 'th', 'my'])
    expect(formatNumber(1_234_567, language)).toBe('1,234,567');
});

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [12_400_000, '12 MB'],
  [5_000_000_000_000, '5,000 GB'],
])('writes %i bytes as %s', (bytes, expected) => {
  expect(formatBytes(bytes, 'en')).toBe(expected);
});
