import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from './cleanText.ts';
import { displayAddress } from './displayAddress.ts';

describe('text from the registry on a page', () => {
  test('nothing is left that reorders, hides or breaks what stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\p{Cc}--[\n]]|[\u202a-\u202e\u2066-\u2069]/v);
      }),
    );
  });

  test('letters of every script, emoji and line ends stay', () => {
    for (const text of ['ភ្នំពេញ', 'שלום', '👩‍💻 1️⃣', 'a\nb', '一・二']) expect(cleanText(text)).toBe(text);
    expect(cleanText('a\r\nb\tc\u0000\u202e')).toBe('a\nb c');
  });
});

describe('a web address for readers', () => {
  test('shows its letters and its site, and ends before it gets long', () => {
    expect(displayAddress('https://www.mlit.go.jp/kokusai/')).toBe('mlit.go.jp/kokusai');
    expect(displayAddress('https://example.org/%E6%B8%8B%E6%BB%9E')).toBe('example.org/渋滞');
    expect(displayAddress('https://example.org/%ff')).toBe('example.org/%ff');
    expect([...displayAddress(`https://example.org/${'a'.repeat(500)}`)].length).toBeLessThanOrEqual(72);
  });

  test('an encoded override does not come to life', () => {
    expect(displayAddress('https://example.org/%E2%80%AEfdp')).toBe('example.org/fdp');
  });
});
