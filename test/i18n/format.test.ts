import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFormat, type Format } from '#ui/i18n/format.ts';
import { languages, namespacesOf, readMessages } from './localeFiles.ts';

const formats = new Map<string, Format>();
const formatIn = (language: string): Format => {
  const found = formats.get(language);
  if (!found) throw new Error(`no format for ${language}`);
  return found;
};

beforeAll(async () => {
  const texts = i18next.createInstance();
  await texts.init({ fallbackLng: ['en', 'ja'], resources: {}, interpolation: { escapeValue: false } });
  for (const language of languages) {
    for (const namespace of namespacesOf(language)) {
      texts.addResourceBundle(language, namespace, readMessages(language, namespace));
    }
  }
  for (const language of ['ja', 'en', 'th']) {
    const own = texts.cloneInstance({ lng: language });
    await own.changeLanguage(language);
    formats.set(language, createFormat(own, language));
  }
});

describe('formats', () => {
  it('write days with their weekday in Japanese, and without in English', () => {
    expect(formatIn('ja').date('2025-04-01')).toBe('2025年4月1日（火）');
    expect(formatIn('en').date('2025-04-01')).toBe('1 Apr 2025');
    expect(formatIn('ja').date('2025-04')).toBe('2025年4月');
    expect(formatIn('ja').shortDate('2025-04-01')).toBe('2025年4月1日');
  });

  it('leave alone what is not a date', () => {
    expect(formatIn('en').date('spring 2025')).toBe('spring 2025');
  });

  it('write a period with both ends, one end, or one day', () => {
    expect(formatIn('ja').period('2025-04-01', '2025-04-03')).toBe('2025年4月1日（火）〜2025年4月3日（木）');
    expect(formatIn('en').period('2025-04-01', '2025-04-01')).toBe('1 Apr 2025');
    expect(formatIn('en').period('2025', null)).toBe('2025');
    expect(formatIn('en').period(null, null)).toBeUndefined();
  });

  it('write fiscal years as ministries do', () => {
    expect(formatIn('ja').fiscalYear(2025)).toBe('2025年度（令和7年度）');
    expect(formatIn('ja').fiscalYear(2019)).toBe('2019年度（令和元年度）');
    expect(formatIn('ja').shortFiscalYear(2025)).toBe('2025年度');
    expect(formatIn('en').fiscalYear(2025)).toBe('FY2025');
  });

  it('say how far a day is', () => {
    expect(formatIn('ja').relativeDays('2025-04-04', '2025-04-01')).toBe('3日後');
    expect(formatIn('en').relativeDays('2025-03-31', '2025-04-01')).toBe('yesterday');
    expect(formatIn('en').relativeDays('soon', '2025-04-01')).toBeUndefined();
  });

  it('join lists as the language does', () => {
    expect(formatIn('ja').list(['都市', '団体'])).toBe('都市、団体');
    expect(formatIn('en').list(['Remarks', 'Other names'])).toBe('Remarks, Other names');
  });

  it('find the label of a choice by kind, by field, and inside a structured field', () => {
    expect(formatIn('en').choice('study', 'status', 'completed')).not.toBe('completed');
    expect(formatIn('ja').choice('mou', 'parties.0.type', 'company')).not.toBe('company');
    expect(formatIn('ja').choice('city', 'visibility', 'public')).not.toBe('public');
    expect(formatIn('en').choice('organisation', 'jascaMember', true)).not.toBe('true');
    expect(formatIn('en').choice('study', 'status', 'no-such-status')).toBe('no-such-status');
  });

  it('name fields, their parts, and the fields of all records', () => {
    const parts = readMessages('en', 'fields') as { parts: { city: { population: { year: string } } } };
    expect(formatIn('en').fieldName('city', 'population.year')).toBe(parts.parts.city.population.year);
    expect(formatIn('ja').fieldName('city', 'visibility')).not.toBe('visibility');
    expect(formatIn('en').fieldName('city', 'consortium.0.noSuchPart')).toBe('consortium');
  });

  it('fall back to English for a language without texts', () => {
    expect(formatIn('th').kindName('city')).toBe(formatIn('en').kindName('city'));
    expect(formatIn('th').fiscalYear(2025)).toBe('FY2025');
  });
});
