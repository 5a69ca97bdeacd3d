import { describe, expect, it } from 'vitest';
import {
  interpolationsOf,
  languages,
  namespacesOf,
  readMessages,
  splitPlural,
  textsOf,
} from './localeFiles.ts';

const written = ['ja', 'en'] as const;

/** Facts that English leaves out where Japanese has them, and why. */
const leftOutInEnglish: Readonly<Record<string, readonly string[]>> = {
  // `1 Apr 2025`: English tables and letters go without the weekday.
  'common:date.withWeekday': ['weekday'],
  // `FY2025`: the era year says nothing to a reader outside Japan.
  'common:fiscalYear.full': ['era', 'eraYear'],
};
const namespaces = namespacesOf('ja');

it('has the two languages that the texts are written in, with the same namespaces', () => {
  expect(languages).toEqual(expect.arrayContaining([...written]));
  expect(namespacesOf('en')).toEqual(namespaces);
});

/** Per key without plural form: its forms, and the names that any of its texts fill in. */
function messagesByKey(language: string, namespace: string) {
  const found = new Map<string, { forms: Set<string | undefined>; names: Set<string> }>();
  for (const [key, text] of textsOf(readMessages(language, namespace))) {
    const { base, form } = splitPlural(key);
    const message = found.get(base) ?? { forms: new Set(), names: new Set() };
    message.forms.add(form);
    for (const name of interpolationsOf(text)) message.names.add(name);
    found.set(base, message);
  }
  return found;
}

describe.each(namespaces)('%s', (namespace) => {
  const japanese = messagesByKey('ja', namespace);
  const english = messagesByKey('en', namespace);

  it('has the same keys in Japanese and English', () => {
    expect([...english.keys()].sort()).toEqual([...japanese.keys()].sort());
  });

  it('fills in the same names in Japanese and English', () => {
    const different = [...japanese].flatMap(([key, { names }]) => {
      // A number may be left to the word in one language ("one day"); every other name carries a fact.
      const facts = (of: Set<string> | undefined) =>
        [...(of ?? [])].filter((name) => name !== 'count').sort();
      const leftOut = leftOutInEnglish[`${namespace}:${key}`] ?? [];
      const ours = facts(names).filter((name) => !leftOut.includes(name));
      const theirs = facts(english.get(key)?.names);
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ key, ours, theirs }];
    });
    expect(different).toEqual([]);
  });

  it.each(written)('has every plural form that counting in %s needs, and no other', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const wrong = [...messagesByKey(language, namespace)]
      .filter(([, { forms }]) => [...forms].some((form) => form !== undefined))
      .map(([key, { forms }]) => ({ key, forms: [...forms].map(String).sort() }))
      .filter(({ forms }) => JSON.stringify(forms) !== JSON.stringify(needed));
    expect(wrong).toEqual([]);
  });

  it('counts in English wherever it counts in Japanese', () => {
    // The other way round a plain Japanese text will do: it has one form only.
    const uneven = [...japanese]
      .filter(([, { forms }]) => forms.has('other'))
      .filter(([key]) => !english.get(key)?.forms.has('other'))
      .map(([key]) => key);
    expect(uneven).toEqual([]);
  });

  it.each(written)('has no empty text in %s, and none that begins or ends in blanks', (language) => {
    const odd = [...textsOf(readMessages(language, namespace))].filter(
      // What joins other texts may well be a blank and a comma.
      ([, text]) => text === '' || (text !== text.trim() && /\p{L}/u.test(text)),
    );
    expect(odd).toEqual([]);
  });
});

describe('Japanese texts', () => {
  it('close every bracket that they open', () => {
    const pairs = ['（）', '「」', '『』', '【】'] as const;
    const uneven = namespaces.flatMap((namespace) =>
      [...textsOf(readMessages('ja', namespace))].filter(([, text]) =>
        pairs.some(([open = '', close = '']) => text.split(open).length !== text.split(close).length),
      ),
    );
    expect(uneven).toEqual([]);
  });
});

describe.each(languages.filter((language) => !(written as readonly string[]).includes(language)))(
  '%s',
  (language) => {
    it('translates only what there is', () => {
      const strays = namespacesOf(language).flatMap((namespace) => {
        const known = namespaces.includes(namespace) ? messagesByKey('ja', namespace) : new Map();
        return [...messagesByKey(language, namespace).keys()].filter((key) => !known.has(key));
      });
      expect(strays).toEqual([]);
    });

    it('fills in no name that Japanese does not', () => {
      const strays = namespacesOf(language).flatMap((namespace) => {
        const known = messagesByKey('ja', namespace);
        return [...messagesByKey(language, namespace)].flatMap(([key, { names }]) =>
          [...names].filter((name) => !known.get(key)?.names.has(name)).map((name) => `${key}: ${name}`),
        );
      });
      expect(strays).toEqual([]);
    });
  },
);
