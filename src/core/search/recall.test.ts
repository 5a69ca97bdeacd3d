import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { fold } from '#core/search/fold.ts';
import { matches, parseQuery, toFtsMatch } from '#core/search/query.ts';
import {
  SENTENCES,
  SPACED_LANGUAGES,
  textInScript,
  textOfAnyKind,
  UNSPACED_LANGUAGES,
} from '#core/search/scripts.fixture.ts';
import { FTS_TOKENIZER, indexText, tokensOfFolded } from '#core/search/tokens.ts';

const anyText = fc.noBias(fc.array(fc.nat(), { maxLength: 24 })).map(textOfAnyKind);

const database = new Database(':memory:');
database.exec(`CREATE VIRTUAL TABLE found USING fts5(body, content='', tokenize="${FTS_TOKENIZER}")`);
const insert = database.prepare('INSERT INTO found(rowid, body) VALUES (1, ?)');
const insertNext = database.prepare('INSERT INTO found(body) VALUES (?)');
const clear = database.prepare("INSERT INTO found(found) VALUES ('delete-all')");
const select = database.prepare('SELECT rowid FROM found WHERE found MATCH ?');

afterAll(() => database.close());

/** Asks the real full-text index whether a document is found by what somebody types. */
function isFound(document: string, typed: string): boolean {
  const match = toFtsMatch(parseQuery(typed));
  if (match === null) return false;
  clear.run();
  insert.run(indexText(document));
  return select.get(match) !== undefined;
}

/** Every run of neighbouring code points of a text. */
function substrings(text: string): string[] {
  const points = Array.from(text);
  return points.flatMap((_, start) =>
    points.slice(start).map((_, length) => points.slice(start, start + length + 1).join('')),
  );
}

/** Whether a text holds anything but spaces and punctuation, asked without the tokens under test. */
function isSearchable(text: string): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(fold(text));
}

describe('the full-text index finds', () => {
  test.each([
    ['Đà Nẵng', 'da nang'],
    ['Da Nang', 'Đà Nẵng'],
    ['バンコク', 'ばんこく'],
    ['ばんこく', 'バンコク'],
    ['都市の防災計画', '防災'],
    ['内水氾濫', '水'],
    ['ระบบจัดการน้ำท่วม', 'น้ำ'],
    ['ระบบจัดการน\u0e4d\u0e49าท่วม', 'น้ำ'],
    ['គ្រប់គ្រងទឹកជំនន់', 'ទឹក'],
    ['គ្រប់គ្រង\u200bទឹក\u200bជំនន់', 'គ្រងទឹក'],
    ['ຄຸ້ມຄອງນ້ຳ', 'ນ້ຳ'],
    ['ຄຸ້ມຄອງນ\u0ec9\u0ecdາ', 'ນ້ຳ'],
    ['ရေကြီးမှု', 'ရေ'],
    ['スマートシティ', 'ｽﾏｰﾄ'],
    ['ｽﾏｰﾄシティ', 'スマート'],
    ['Smart City', 'Ｓｍａｒｔ'],
    ['AI水位予測', 'AI水位'],
    ['Ho Chi Minh City', 'minh ci'],
  ])('%s by %s', (document, typed) => {
    expect(isFound(document, typed)).toBe(true);
  });

  test.each(UNSPACED_LANGUAGES)('every part of every run of a sentence in %s', (language) => {
    const sentence = SENTENCES[language] ?? '';
    const runs = sentence.split(/[\p{P}\p{Z}a-z0-9]+/iu).filter((run) => run !== '');
    expect(runs.length).toBeGreaterThan(0);
    const match = runs.flatMap(substrings).map((typed) => [typed, toFtsMatch(parseQuery(typed))]);
    clear.run();
    insert.run(indexText(sentence));
    const missed = match.filter(([, expression]) => select.get(expression) === undefined);
    expect(missed).toEqual([]);
  });

  test.each(SPACED_LANGUAGES)('every beginning of every word of a sentence in %s', (language) => {
    const sentence = SENTENCES[language] ?? '';
    const words = sentence.split(/[\p{P}\p{Z}]+/u).filter((word) => word !== '');
    const missed = words
      .flatMap((word) => Array.from(word, (_, index) => Array.from(word).slice(0, index + 1)))
      .map((beginning) => beginning.join(''))
      .filter((typed) => !isFound(sentence, typed));
    expect(words.length).toBeGreaterThan(3);
    expect(missed).toEqual([]);
  });

  test.each(['Han', 'Kana', 'Thai', 'Lao', 'Khmer', 'Myanmar'])(
    'every substring of random %s text',
    (script) => {
      const text = fc
        .noBias(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }))
        .map((numbers) => textInScript(script, numbers));
      fc.assert(
        fc.property(text, fc.nat(), fc.nat(), (document, from, length) => {
          const points = Array.from(fold(document));
          const start = from % Math.max(points.length, 1);
          const typed = points.slice(start, start + 1 + (length % 12)).join('');
          fc.pre(isSearchable(typed));
          expect(isFound(document, typed)).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );

  test.each(['Latin', 'Vietnamese'])('every word beginning of random %s text', (script) => {
    const word = fc
      .noBias(fc.array(fc.nat(), { minLength: 1, maxLength: 8 }))
      .map((numbers) => textInScript(script, numbers).replace(/[^\p{L}]/gu, ''));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        (words, which, length) => {
          const chosen = words[which % words.length] ?? '';
          const typed = Array.from(chosen)
            .slice(0, 1 + (length % 8))
            .join('');
          fc.pre(isSearchable(typed));
          expect(isFound(words.join(' '), typed)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('any stretch of mixed text that begins where a word begins', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (document, which, length) => {
        const folded = fold(document);
        const tokens = tokensOfFolded(folded);
        fc.pre(tokens.length > 0);
        const start = tokens[which % tokens.length]?.start ?? 0;
        const typed = Array.from(folded.slice(start))
          .slice(0, 1 + (length % 16))
          .join('');
        const unquoted = typed.replace(/["“”„‟]/g, ' ');
        expect(isFound(document, unquoted)).toBe(true);
        expect(matches(document, parseQuery(unquoted))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the full-text index and matches()', () => {
  test('agree on any text and any query, and no query is a syntax error', () => {
    const syntax = fc.constantFrom(
      ...['"', '""', ' AND ', ' OR ', ' NOT ', 'NEAR(', ')', '*', '^', ':', '{', '}', '-', '+', ','],
      ...['\0', '\\', "'", ';', '--', 'body:', '🏙', '\u3000', '“', 'rowid'],
    );
    const typed = fc.array(fc.oneof(anyText, syntax), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, typed, (document, question) => {
        const query = parseQuery(question);
        expect(isFound(document, question)).toBe(matches(document, query));
      }),
      { numRuns: 2000 },
    );
  });

  test('agree on a query taken from the text itself', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (document, from, length) => {
        const points = Array.from(document);
        const start = from % Math.max(points.length, 1);
        const typed = points.slice(start, start + 1 + (length % 6)).join('');
        expect(isFound(document, typed)).toBe(matches(document, parseQuery(typed)));
      }),
      { numRuns: 1500 },
    );
  });

  test('have the same idea of every character: one token, kept apart from all others', () => {
    const characters = new Set<string>();
    for (let code = 0; code <= 0x10ffff; code += 1) {
      // Surrogates cannot be stored, and private-use planes have no letters of any language.
      if ((code >= 0xd800 && code <= 0xdfff) || code >= 0xf0000) continue;
      const [token, ...others] = indexText(String.fromCodePoint(code)).split(' ');
      if (token && others.length === 0 && Array.from(token).length === 1) characters.add(token);
    }
    clear.run();
    database.transaction(() => {
      for (const character of characters) insertNext.run(character);
    })();
    database.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, 'found', 'row')");
    const terms = new Set(database.prepare('SELECT term FROM terms').pluck().all());
    expect(characters.size).toBeGreaterThan(100_000);
    expect(terms.size).toBe(characters.size);
    expect([...characters].filter((character) => !terms.has(character))).toEqual([]);
  });

  test('take ten thousand hostile characters without an error', () => {
    for (const piece of ['"', '" OR ', 'a"b', 'NEAR(', '水"', '\0', '*', 'a ', '🏙', '\u0e49']) {
      const hostile = piece.repeat(Math.ceil(10_000 / piece.length));
      expect(() => isFound('a 水 b', hostile)).not.toThrow();
    }
  });
});
