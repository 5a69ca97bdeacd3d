import { describe, expect, test } from 'vitest';
import {
  MAXIMUM_QUERY_WORDS,
  MAXIMUM_WORD_TOKENS,
  matches,
  parseQuery,
  toFtsMatch,
} from '#core/search/query.ts';
import { indexText } from '#core/search/tokens.ts';

describe('indexText', () => {
  test.each([
    ['AI水位予測2025', 'ai 水 位 予 測 2025'],
    ['スマート・シティ', 'す ま ー と し て ぃ'],
    ['佐々木〆切〇', '佐 々 木 〆 切 〇'],
    ['น้ำ', 'น \u0e49 \u0e4d า'],
    ['ទឹក', 'ទ \u17b9 ក'],
    ['ရေ၂', 'ရ \u1031 ၂'],
    ["Phnom Penh's (AI) early-warning!", 'phnom penh s ai early warning'],
    ['대한민국 हिन्दी', '대한민국 हिन्दी'],
    ['🏙 … 「」', ''],
    ['a\0b\ud800c', 'a b c'],
  ])('%s', (text, expected) => {
    expect(indexText(text)).toBe(expected);
  });
});

describe('parseQuery', () => {
  test.each([
    ['words of spaced scripts match as beginnings', 'Da  Nang', '"da"* "nang"*'],
    ['a word of an unspaced script is one phrase', '防災', '"防 災"'],
    ['the ideographic space and comma part words', '防災　交通、水', '"防 災" "交 通" "水"'],
    ['a mixed word is one phrase', 'AI水位', '"ai 水 位"'],
    ['a mixed word ending in Latin matches as a beginning', '水位AI', '"水 位 ai"*'],
    ['punctuation inside a word keeps its parts together', 'early-warning', '"early warning"*'],
    ['quoted text is one phrase of whole words', '"Da Nang" bay', '"da nang" "bay"*'],
    ['curly quotes are quotes', '“Da Nang”', '"da nang"'],
    ['an open quote is still being typed', '"da nan', '"da nan"*'],
    ['operators are words', 'a AND b OR NOT NEAR(c)', '"a"* "and"* "b"* "or"* "not"* "near c"*'],
    ['signs of the index language are punctuation', 'title:^x* + {y}', '"title x"* "y"*'],
  ])('%s', (_rule, typed, expected) => {
    expect(toFtsMatch(parseQuery(typed))).toBe(expected);
  });

  test.each([[''], ['   '], ['"'], ['""'], ['***'], ['🏙'], ['、。'], ['()^:'], ['\0'], ['\ud800']])(
    'finds nothing to search for in %j',
    (typed) => {
      const query = parseQuery(typed);
      expect(query.words).toEqual([]);
      expect(toFtsMatch(query)).toBeNull();
      expect(matches('anything 水', query)).toBe(false);
    },
  );

  test('leaves the rest of a very long query out of the question, so that it only finds more', () => {
    const manyWords = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
    expect(parseQuery(manyWords).words).toHaveLength(MAXIMUM_QUERY_WORDS);
    expect(matches(manyWords, parseQuery(manyWords))).toBe(true);

    const longRun = '水位予測'.repeat(2500);
    const [word] = parseQuery(longRun).words;
    expect(word?.tokens).toHaveLength(MAXIMUM_WORD_TOKENS);
    expect(matches(longRun, parseQuery(longRun))).toBe(true);

    const longWord = 'a'.repeat(10_000);
    expect(matches(longWord, parseQuery(longWord))).toBe(true);
    expect(matches(longWord, parseQuery(`"${longWord}"`))).toBe(true);
  });

  test('does not match the beginning of a cut phrase against the middle of a longer word', () => {
    const words = Array.from({ length: MAXIMUM_WORD_TOKENS + 1 }, (_, index) => `w${index}x`);
    const [word] = parseQuery(words.join('-')).words;
    expect(word?.prefix).toBe(false);
  });
});

describe('matches', () => {
  test.each([
    ['Đà Nẵng', 'da nang', true],
    ['Đà Nẵng', 'nan', true],
    ['Đà Nẵng', 'ang', false],
    ['Đà Nẵng', '"da nan"', false],
    ['バンコク都', 'ばんこく', true],
    ['バンコク都', 'コク', true],
    ['スマートシティ', 'ｽﾏｰﾄ', true],
    ['Smart City', 'Ｓｍａｒｔ', true],
    ['内水氾濫と防災', '水', true],
    ['内水氾濫と防災', '防災 水', true],
    ['内水氾濫と防災', '防災 火', false],
    ['水\n位', '水位', true],
    ['水位', '位水', false],
  ])('%s asked for %s: %s', (text, typed, expected) => {
    expect(matches(text, parseQuery(typed))).toBe(expected);
  });
});
