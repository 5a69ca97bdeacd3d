import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '#core/search/fold.ts';
import { readingOrder } from '#core/search/readingOrder.ts';

const inOrder = (names: readonly string[]): string[] =>
  names.toSorted((a, b) =>
    readingOrder(a) < readingOrder(b) ? -1 : readingOrder(a) > readingOrder(b) ? 1 : 0,
  );

/** Kana as they may follow one another in a name: a mark never stands first. */
const kana = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...'あいえかがきぎクグけこごサザシジスせそたダちツっヅてとナはバパひビぴふへほまミやャゆゅらりるワをんぁェォヴ',
      ),
      fc.constantFrom('', '', '', 'ー'),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.map(([one, mark]) => (one === 'ん' || one === 'っ' ? one : one + mark)).join(''));

describe('the order of names by their reading', () => {
  test('a long vowel counts as the vowel that it lengthens', () => {
    expect(inOrder(['コタキナバル', 'コーンケン', 'プーケット', 'プノンペン', 'カレー', 'カイロ'])).toEqual([
      'カイロ',
      'カレー',
      'コーンケン',
      'コタキナバル',
      'プーケット',
      'プノンペン',
    ]);
  });

  test('voiced and small kana stand beside plain and large ones, and only what is alike is told apart by them', () => {
    expect(inOrder(['ハノイ', 'バンコク', 'ハンガリー', 'パリ', 'バリ', 'ハリ'])).toEqual([
      'ハノイ',
      'ハリ',
      'バリ',
      'パリ',
      'ハンガリー',
      'バンコク',
    ]);
    expect(inOrder(['ジャヤ', 'シャム', 'ジヤ'])).toEqual(['ジヤ', 'シャム', 'ジャヤ']);
    expect(inOrder(['みすず', 'みすゞ', 'みすす', 'みすゝ'])[0]).toBe('みすす');
  });

  test('a name comes before a longer one that begins like it', () => {
    expect(inOrder(['パリ島', 'パリ', 'はり師', 'バリ'])).toEqual(['バリ', 'パリ', 'パリ島', 'はり師']);
  });

  test('names without kana stand by their folded text', () => {
    for (const name of ['Đà Nẵng', '札幌市', 'ភ្នំពេញ', 'น้ำ', '', '서울'])
      expect(readingOrder(name)).toBe(fold(name));
  });

  test('is that of the runtime’s Japanese dictionary, where that tells two names of kana apart', () => {
    const dictionary = new Intl.Collator('ja', { sensitivity: 'base' });
    fc.assert(
      fc.property(kana, kana, (a, b) => {
        const expected = Math.sign(dictionary.compare(a, b));
        if (expected === 0) return;
        const [left, right] = [readingOrder(a), readingOrder(b)];
        expect(left < right ? -1 : 1).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is alike for names that differ only in script and width, and never throws', () => {
    expect(readingOrder('ｺｰﾝｹﾝ')).toBe(readingOrder('こーんけん'));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readingOrder(text) === 'string'));
  });
});
