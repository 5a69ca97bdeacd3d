import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldWithMap } from '#core/search/fold.ts';
import { textOfAnyKind } from '#core/search/scripts.fixture.ts';

const anyText = fc.noBias(fc.array(fc.nat(), { maxLength: 24 })).map(textOfAnyKind);

/** Every Unicode code point that can stand in a string by itself. */
function* everyCharacter(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
  }
}

describe('fold', () => {
  test.each([
    ['Latin diacritics and đ are plain letters', 'Đà Nẵng', 'da nang'],
    ['composed and decomposed letters are the same', 'Đà Nẵng'.normalize('NFD'), 'da nang'],
    ['all Vietnamese vowels lose their marks', 'ẤẦẨẪẬ ếềểễệ ƠỚ ưữ ỹ ị', 'aaaaa eeeee oo uu y i'],
    ['Malay and Filipino words are only lower-cased', 'Bandar Raya ÑIÑO', 'bandar raya nino'],
    ['letters without decomposition are plain', 'Łódź Ørsted ßÆœ ĦŦ Þ', 'lodz orsted ssaeoe ht th'],
    ['Turkish capitals fold like any other', 'İstanbul IRMAK ırmak', 'istanbul irmak irmak'],
    ['a final sigma is a sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['katakana is hiragana and ー is kept', 'スマートシティ', 'すまーとしてぃ'],
    ['half-width katakana is hiragana', 'ｽﾏｰﾄ ｶﾞｽ ﾊﾟｽ', 'すまーと がす ぱす'],
    ['voiced katakana and iteration marks', 'ヴァヷ ヽヾ ヵヶ', 'ゔぁわ\u3099 ゝゞ ゕゖ'],
    ['voicing marks compose however they are typed', 'か゛ か\u3099 ハ゜', 'が が ぱ'],
    ['full-width letters and digits are ASCII', 'Ｓｍａｒｔ　１２３', 'smart 123'],
    ['squared and circled forms open up', '㌔ ㍿ ①', 'きろ 株式会社 1'],
    ['Thai SARA AM, one character', 'น้ำ', 'น\u0e49\u0e4dา'],
    ['Thai SARA AM, decomposed after the tone', 'น\u0e49\u0e4dา', 'น\u0e49\u0e4dา'],
    ['Thai SARA AM, decomposed before the tone', 'น\u0e4d\u0e49า', 'น\u0e49\u0e4dา'],
    ['Thai SARA AM typed before its tone', 'น\u0e33\u0e49', 'น\u0e49\u0e4dา'],
    ['Lao AM, one character', 'ນ\u0ec9\u0eb3', 'ນ\u0ec9\u0ecdາ'],
    ['Lao AM, decomposed before the tone', 'ນ\u0ecd\u0ec9າ', 'ນ\u0ec9\u0ecdາ'],
    ['Lao AM typed before its tone', 'ນ\u0eb3\u0ec9', 'ນ\u0ec9\u0ecdາ'],
    ['Burmese marks take their canonical order', 'န\u103a\u1037', 'န\u1037\u103a'],
    ['Khmer stays as it is', 'ភ្នំពេញ', 'ភ្នំពេញ'],
    [
      'zero-width characters are dropped',
      'ភាសា\u200bខ្មែរ smart\u00ad\u200ccity \ufeffa\u2060b\u200f\u200ec',
      'ភាសាខ្មែរ smartcity abc',
    ],
    ['ideographic variation selectors are dropped', '葛\u{e0100}城 ☂\ufe0f', '葛城 ☂'],
    ['white space of all kinds is one space', ' \t水\u3000\u00a0位\r\n\u2028x\u0085 ', '水 位 x'],
    ['compatibility ideographs are unified', '\uf9dc神', '隆神'],
    ['modifier apostrophes are apostrophes', 'ʻokina oʼclock', "'okina o'clock"],
    ['nothing stays nothing', '', ''],
  ])('%s', (_rule, text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  test('leaves nothing to do for a second folding, for every character of Unicode', () => {
    const unstable: string[] = [];
    for (const character of everyCharacter()) {
      const folded = fold(character);
      if (fold(folded) !== folded) unstable.push(character);
    }
    expect(unstable).toEqual([]);
  });

  test('finds every diacritic, whichever block its letter is in', () => {
    const kept: string[] = [];
    for (const character of everyCharacter()) {
      const marks = /[\u0300-\u036f\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}]/u;
      if (marks.test(fold(character).normalize('NFD'))) kept.push(character);
    }
    expect(kept).toEqual([]);
  });

  test('is idempotent for texts of every script', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('does not mind upper or lower case, or how a text is normalised', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-zÀ-ɏḀ-ỹ \u3041-\u30fc]{0,20}$/u), (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

describe('foldWithMap', () => {
  test('folds like fold, and every unit has an ordered range inside the original', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const map = foldWithMap(text);
        expect(map.text).toBe(fold(text));
        expect(map.starts).toHaveLength(map.text.length);
        expect(map.ends).toHaveLength(map.text.length);
        let previous = 0;
        for (const [index, start] of map.starts.entries()) {
          const end = map.ends[index] ?? -1;
          expect(start).toBeGreaterThanOrEqual(previous);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          previous = start;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('points expanded, composed and dropped characters back to where they were', () => {
    const map = foldWithMap('  Straße\u200b ｶﾞ');
    expect(map.text).toBe('strasse が');
    const origin = (index: number) => [map.starts[index], map.ends[index]];
    expect(origin(0)).toEqual([2, 3]);
    expect(origin(4)).toEqual([6, 7]);
    expect(origin(5)).toEqual([6, 7]);
    expect(origin(8)).toEqual([10, 12]);
  });
});
