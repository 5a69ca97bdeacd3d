import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MusubiError } from '../errors/musubiError.ts';
import { isDate, isRecordId, isWebAddress, type Problem, validateRecord } from './validateRecord.ts';

function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
  } catch (error) {
    if (error instanceof MusubiError && error.code === 'INVALID_INPUT') {
      return (error.details as { problems: readonly Problem[] }).problems;
    }
    throw error;
  }
  return [];
}

describe('what a record may be called', () => {
  test.each(['jakarta', 'ID', '9', 'a.b_c-d', 'a'.repeat(128)])('%s is an id', (id) => {
    expect(isRecordId(id)).toBe(true);
  });

  test.each(['', '.hidden', '../x', 'a/b', 'a b', 'ジャカルタ', 'a'.repeat(129), 'a\n'])(
    '%j is none',
    (id) => {
      expect(isRecordId(id)).toBe(false);
    },
  );

  test.each(['__proto__', 'constructor', 'valueOf', 'toString', 'hasOwnProperty'])(
    '%s is none: every object has it already',
    (id) => {
      expect(isRecordId(id)).toBe(false);
    },
  );
});

describe('a date', () => {
  test.each(['2025', '2025-04', '2024-02-29'])('%s exists', (text) => expect(isDate(text)).toBe(true));
  test.each(['2025-13', '2025-00', '2025-02-29', '2025-4-1', '令和7年', '2025-04-01T00:00', 2025, null])(
    '%j does not',
    (value) => expect(isDate(value)).toBe(false),
  );

  test('every day of the calendar is one', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(day, (date) => isDate(date.toISOString().slice(0, 10))));
  });
});

describe('an address in the web', () => {
  test.each(['https://asean.org', 'http://例え.jp/ページ?q=1#2'])('%s is one', (text) =>
    expect(isWebAddress(text)).toBe(true),
  );
  test.each(['javascript:alert(1)', 'https://user:pass@host', 'https:// x', 'ftp://x', 'https://', 7])(
    '%j is not',
    (value) => expect(isWebAddress(value)).toBe(false),
  );
});

describe('an input', () => {
  test('has its plain texts put into the language, its line ends and its characters made one form', () => {
    expect(validateRecord('city', { country: 'VN', name: 'Đa\u0300\r\nNẵng' }, 'create', 'vi')).toMatchObject(
      {
        name: { vi: 'Đà\nNẵng' },
      },
    );
  });

  test('loses what is only read, and keeps null, which empties', () => {
    const output = validateRecord('city', { id: 'x', createdAt: '2020', remarks: null }, 'patch', 'en');
    expect(output).toEqual({ remarks: null });
  });

  test('is told of every problem at once, each with its place', () => {
    const input = {
      lat: 91,
      country: 'constructor',
      sources: [{ url: 'javascript:x' }, 3],
      remarks: { EN: 'x' },
    };
    expect(problemsOf(() => validateRecord('city', input, 'patch', 'en'))).toMatchObject([
      { path: 'lat', reason: 'outOfRange' },
      { path: 'country', reason: 'notReference' },
      { path: 'sources.0.url', reason: 'notUrl' },
      { path: 'sources.1', reason: 'notObject' },
      { path: 'remarks.EN', reason: 'unknownLanguage' },
    ]);
  });

  test('without what a new record needs is refused; a patch may leave it out but not empty it', () => {
    const missing = problemsOf(() => validateRecord('city', {}, 'create', 'en'));
    expect(missing).toContainEqual({ path: 'name', reason: 'required' });
    expect(validateRecord('city', {}, 'patch', 'en')).toEqual({});
    expect(problemsOf(() => validateRecord('city', { name: null }, 'patch', 'en'))).toContainEqual({
      path: 'name',
      reason: 'required',
    });
  });

  test.each(['nmae', '__proto__', 'constructor', 'toString'])('a field called %s is not known', (field) => {
    const input = Object.fromEntries([[field, 'x']]);
    expect(() => validateRecord('city', input, 'patch', 'en')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_FIELD' }),
    );
  });

  test.each(['a\u0000b', 'a\u001bb', 'a\ud800b'])('%j is refused as text', (remarks) => {
    expect(problemsOf(() => validateRecord('city', { remarks }, 'patch', 'en'))).toMatchObject([
      { reason: 'controlCharacter' },
    ]);
  });

  test.each([null, [], 'text', 7])('%j is no record', (input) => {
    expect(problemsOf(() => validateRecord('city', input, 'create', 'en'))).toEqual([
      { path: '', reason: 'notObject' },
    ]);
  });

  test('whatever is accepted is accepted again and stays as it is', () => {
    const texts = fc.dictionary(
      fc.constantFrom('ja', 'en', 'th', 'km', 'tet'),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(null)),
    );
    const input = fc.record({ remarks: texts, lat: fc.double() }, { requiredKeys: [] });
    fc.assert(
      fc.property(input, (fields) => {
        let once: Record<string, unknown>;
        try {
          once = validateRecord('city', fields, 'patch', 'en');
        } catch (error) {
          expect(error).toBeInstanceOf(MusubiError);
          return;
        }
        expect(validateRecord('city', once, 'patch', 'en')).toEqual(once);
      }),
    );
  });
});
