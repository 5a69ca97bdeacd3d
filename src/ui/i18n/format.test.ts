import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import { sharedFormat } from './format.ts';

it('is made once for a language, though react-i18next gives each component a proxy of its own', () => {
  const texts = createInstance();
  void texts.init({ lng: 'en', resources: { en: {}, ja: {} } });
  const [one, other] = [new Proxy(texts, {}), new Proxy(texts, {})];
  expect(sharedFormat(one, 'en')).toBe(sharedFormat(other, 'en'));
  expect(sharedFormat(one, 'ja')).not.toBe(sharedFormat(one, 'en'));
});

it('names a language, and shows what is no code of one as it was typed', () => {
  const texts = createInstance();
  void texts.init({ lng: 'en', resources: { en: {} } });
  const names = ['km', 'xx', 'a language', ''].map((code) => sharedFormat(texts, 'en').languageName(code));
  expect(names).toEqual(['Khmer', 'xx', 'a language', '']);
});
