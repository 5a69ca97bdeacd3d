import type { i18n } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import {
  dayOf,
  daysBetween,
  formatDate,
  formatInstant,
  formatRelativeDays,
  formatWeekday,
  readDate,
} from './formatting/dates.ts';
import { eraOfFiscalYear } from './formatting/japaneseEra.ts';
import { type ChosenText, chooseText } from './formatting/languageText.ts';
import { formatBytes, formatNumber } from './formatting/numbers.ts';
import { lookUp } from './lookUp.ts';

export interface Format {
  readonly language: string;
  /** The reader's text of a language map, with its language; undefined when there is none. */
  text(map: LanguageMap | null | undefined): ChosenText | undefined;
  /** The bare string of `text`, for attributes and sorting; empty when there is none. */
  plain(map: LanguageMap | null | undefined): string;
  /** `2025`, `2025-04` or `2025-04-01` → `2025年4月1日（火）` / `1 Apr 2025`. Other text comes back as it is. */
  date(date: string): string;
  /** Without the weekday, for tables. */
  shortDate(date: string): string;
  /** From one date to another: `2025年4月1日（火）〜3日（木）` is written out in full on both sides. */
  period(start: string | null | undefined, end: string | null | undefined): string | undefined;
  /** `2025` → `2025年度（令和7年度）` / `FY2025`. */
  fiscalYear(year: number): string;
  /** `2025年度` / `FY2025`, for charts and narrow columns. */
  shortFiscalYear(year: number): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  bytes(value: number): string;
  /** A moment on the reader's clock. */
  instant(iso: string): string;
  /** How far a date is from today: `3日後`, `yesterday`. Undefined when it is not a date. */
  relativeDays(date: string, today?: string): string | undefined;
  /** The label of a closed choice; `field` may be a path such as `parties.type`. The bare value when it has none. */
  choice(kind: KindName, field: string, value: string | boolean): string;
  /** The label of a field, or of a part of one (`population.value`). */
  fieldName(kind: KindName, field: string): string;
  /** Help below the field, where there is any. */
  fieldHelp(kind: KindName, field: string): string | undefined;
  /** `plural` when several are meant: a count other than one, or the kind as a whole. */
  kindName(kind: KindName, plural?: boolean): string;
  /** What the kind is, in one or two sentences. */
  kindAbout(kind: KindName): string;
  /** `日本語`, `Thai`: a language's name in the reader's language. */
  languageName(code: string): string;
  /** `ジャカルタ、ハノイ` / `Jakarta, Hanoi`. */
  list(texts: readonly string[]): string;
  /** Sorts as the reader expects. */
  compare(a: string, b: string): number;
}

/** Everything that turns data into words for the reader; keeps its identity until the language changes. */
export function useFormat(): Format {
  const { i18n: texts } = useTranslation();
  const language = texts.language;
  return useMemo(() => sharedFormat(texts, language), [texts, language]);
}

/** By the store of texts: each component that asks is given the texts behind a proxy of its own. */
const shared = new WeakMap<object, Map<string, Format>>();

/** One for all that ask: a list has hundreds of cells, and what sorts and joins words is slow to make. */
export function sharedFormat(texts: i18n, language: string): Format {
  const own = shared.get(texts.store) ?? new Map<string, Format>();
  shared.set(texts.store, own);
  const format = own.get(language) ?? createFormat(texts, language);
  own.set(language, format);
  return format;
}

export function createFormat(texts: i18n, language: string): Format {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  // A bare enumeration: English without "and", Japanese with its own comma.
  const lists = new Intl.ListFormat(language, {
    style: 'short',
    type: language === 'ja' ? 'conjunction' : 'unit',
  });
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });

  const shortDate = (date: string) => {
    const parts = readDate(date);
    return parts ? formatDate(parts, language) : date;
  };
  const date = (text: string) => {
    const parts = readDate(text);
    if (parts?.precision !== 'day') return shortDate(text);
    return texts.t('common:date.withWeekday', {
      date: formatDate(parts, language),
      weekday: formatWeekday(parts, language),
    });
  };
  const fiscalYearText = (key: 'full' | 'short', year: number) => {
    const era = eraOfFiscalYear(year);
    return texts.t(`common:fiscalYear.${key}`, { year: String(year), era: era.era, eraYear: era.year });
  };

  return {
    language,
    text: (map) => chooseText(map, language),
    plain: (map) => chooseText(map, language)?.text ?? '',
    date,
    shortDate,
    period: (start, end) => {
      if (!start && !end) return undefined;
      if (!end || start === end) return date(start ?? '');
      return texts.t('common:date.period', { start: start ? date(start) : '', end: date(end) });
    },
    fiscalYear: (year) => fiscalYearText('full', year),
    shortFiscalYear: (year) => fiscalYearText('short', year),
    number: (value, options) => formatNumber(value, language, options),
    bytes: (value) => formatBytes(value, language),
    instant: (iso) => formatInstant(iso, language),
    relativeDays: (text, today = dayOf(new Date())) => {
      const days = daysBetween(today, text);
      return days === undefined ? undefined : formatRelativeDays(days, language);
    },
    choice: (kind, field, value) => choiceLabel(texts, kind, field, value),
    fieldName: (kind, field) => fieldLabel(texts, kind, field),
    fieldHelp: (kind, field) => lookUp(texts, [`fields:help.${kind}.${field}`]),
    kindName: (kind, plural = false) => lookUp(texts, [`kinds:${kind}.${plural ? 'other' : 'one'}`]) ?? kind,
    kindAbout: (kind) => lookUp(texts, [`kinds:${kind}.about`]) ?? '',
    languageName: (code) => nameOfLanguage(names, code),
    list: (parts) => lists.format(parts),
    compare: (a, b) => collator.compare(a, b),
  };
}

/** A code that somebody typed may be none. */
function nameOfLanguage(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * Closed choices stand in choices.json under the name of their field; where two kinds use one field name for
 * different values, under `<kind>-<field>`, or `<kind>-<field>-<part>` for a part of a structured field.
 */
function choiceLabel(texts: i18n, kind: KindName, field: string, value: string | boolean): string {
  const path = field.split('.').filter((name) => !/^\d+$/.test(name));
  const groups = [
    `${kind}-${path.join('-')}`,
    path.join('-'),
    `${kind}-${path.at(-1)}`,
    path.at(-1) ?? '',
    ...(typeof value === 'boolean' ? ['boolean'] : []),
  ];
  return (
    lookUp(
      texts,
      groups.map((group) => `choices:${group}.${value}`),
    ) ?? String(value)
  );
}

function fieldLabel(texts: i18n, kind: KindName, field: string): string {
  const path = field.split('.').filter((name) => !/^\d+$/.test(name));
  const [name = field, part] = path;
  if (part !== undefined) {
    const label = lookUp(texts, [
      `fields:parts.${kind}.${name}.${part}`,
      `fields:parts.common.${name}.${part}`,
    ]);
    if (label !== undefined) return label;
  }
  return lookUp(texts, [`fields:${kind}.${name}`, `fields:common.${name}`]) ?? name;
}
