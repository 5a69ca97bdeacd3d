import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { fold } from '#core/search/fold.ts';
import { matches, parseQuery } from '#core/search/query.ts';
import { textInScript, textOfAnyKind } from '#core/search/scripts.fixture.ts';
import { FTS_TOKENIZER, indexText, isUnspacedToken } from '#core/search/tokens.ts';
import { pairedIndexText, toPairedMatch } from '#db/searchPairs.ts';

const database = new Database(':memory:');
database.exec(
  `CREATE VIRTUAL TABLE found USING fts5(body, content = '', prefix = '1 2', tokenize = "${FTS_TOKENIZER}")`,
);
const insert = database.prepare('INSERT INTO found (rowid, body) VALUES (1, ?)');
const clear = database.prepare("INSERT INTO found (found) VALUES ('delete-all')");
const select = database.prepare('SELECT rowid FROM found WHERE found MATCH ?');

afterAll(() => database.close());

function isFound(text: string, typed: string): boolean {
  const match = toPairedMatch(parseQuery(typed));
  if (match === null) return false;
  clear.run();
  insert.run(pairedIndexText(text));
  return select.get(match) !== undefined;
}

const numbers = fc.noBias(fc.array(fc.nat(), { maxLength: 24 }));
const anyText = numbers.map(textOfAnyKind);

/** A text and a part of it: what somebody looks for who has seen it. */
const textAndPart = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat(), fc.nat()).map(([whole, from, length]) => {
    const points = Array.from(fold(whole));
    const start = from % Math.max(points.length, 1);
    return [whole, points.slice(start, start + 1 + (length % 8)).join('')] as const;
  });

/** The definition: each character of a script without spaces together with the one after it. */
function pairsOf(text: string): string {
  const tokens = indexText(text).split(' ');
  const isUnspaced = (token = '') => token.length <= 2 && isUnspacedToken(token);
  return tokens
    .map((token, index) => {
      const next = tokens[index + 1];
      return isUnspaced(token) && isUnspaced(next) ? token + next : token;
    })
    .join(' ');
}

describe('the index of character pairs', () => {
  it('holds the pairs of neighbouring characters, and words as they are', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
        (text) => {
          expect(pairedIndexText(text)).toBe(pairsOf(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['内水氾濫', '水'],
    ['水', '水'],
    ['都市の防災計画', '防災計'],
    ['AI水位予測', 'AI水'],
    ['AI水位予測', 'i水'],
    ['水位AI', '位a'],
    ['水、位', '水位'],
    ['水 位', '位'],
    ['ระบบจัดการน้ำท่วม', 'น้ำท่'],
    ['គ្រប់គ្រងទឹកជំនន់', 'ទ'],
    ['Đà Nẵng', 'da n'],
    ['水位', '位水'],
    ['水', '水位'],
  ])('answers for %s and %s as the texts say', (text, typed) => {
    expect(isFound(text, typed)).toBe(matches(text, parseQuery(typed)));
  });

  it('finds exactly what holds the words, for texts of all scripts, marks and odd characters', () => {
    fc.assert(
      fc.property(textAndPart(anyText), ([text, part]) => {
        expect(isFound(text, part)).toBe(matches(text, parseQuery(part)));
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(anyText, anyText, (text, typed) => {
        expect(isFound(text, typed)).toBe(matches(text, parseQuery(typed)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['Han', 'Kana', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Latin', 'Vietnamese'])(
    'finds exactly what holds the words in %s',
    (script) => {
      // Few different characters, so that runs come back and near misses are common.
      const few = fc
        .noBias(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 20 }))
        .map((places) => textInScript(script, places));
      fc.assert(
        fc.property(few, few, (text, typed) => {
          const short = Array.from(typed).slice(0, 4).join('');
          expect(isFound(text, short)).toBe(matches(text, parseQuery(short)));
        }),
        { numRuns: 500 },
      );
    },
  );

  it('finds a record by every beginning of its name', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (name, length) => {
        const key = fold(name);
        const points = Array.from(key);
        const typed = points.slice(0, 1 + (length % Math.max(points.length, 1))).join('');
        fc.pre(key.startsWith(fold(typed)) && parseQuery(typed).words.length > 0);
        expect(matches(key, parseQuery(typed))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
