import type { KindName, LanguageCode } from '#core/kinds/fieldTypes.ts';
import { languages } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { Bundle } from '#db/bundledData/bundle.ts';
import type { BundledRecord } from '#db/bundledData/convert.ts';

/** The words of the real bundled data, to build load-test records from that read like them. */
export interface Vocabulary {
  /** Names, labels and synonyms: a few words each. */
  readonly terms: Readonly<Record<LanguageCode, readonly string[]>>;
  /** Sentences and clauses of running text; only Japanese and English have them. */
  readonly sentences: Readonly<Record<'ja' | 'en', readonly string[]>>;
  readonly bundled: Readonly<Partial<Record<KindName, readonly BundledRecord[]>>>;
  readonly conceptsByType: Readonly<Record<string, readonly string[]>>;
}

const shortestSentence = 8;
const longestTerm = 60;
/** Ends of sentences and clauses in both languages. */
const clauseEnd = /(?<=[。！？；])|(?<=[.;!?])\s+/u;

export function vocabularyOf(bundle: Bundle): Vocabulary {
  const terms = Object.fromEntries(
    languages.map((language) => [language, new Set<string>()]),
  ) as unknown as Record<LanguageCode, Set<string>>;
  const sentences = { ja: new Set<string>(), en: new Set<string>() };
  const bundled: Partial<Record<KindName, BundledRecord[]>> = {};
  const conceptsByType: Record<string, string[]> = {};
  for (const record of bundle.records) {
    const sameKind = bundled[record.kind];
    if (sameKind) sameKind.push(record);
    else bundled[record.kind] = [record];
    if (record.kind === 'concept') {
      const type = String(record.values.type);
      const sameType = conceptsByType[type];
      if (sameType) sameType.push(record.id);
      else conceptsByType[type] = [record.id];
    }
    for (const [language, text] of languageTextsOf(record)) {
      if (text.length <= longestTerm) terms[language].add(text);
      if (language !== 'ja' && language !== 'en') continue;
      for (const clause of text.split(clauseEnd)) {
        if (clause.trim().length >= shortestSentence) sentences[language].add(clause.trim());
      }
    }
  }
  return {
    terms: Object.fromEntries(
      languages.map((language) => [language, [...terms[language]]]),
    ) as unknown as Vocabulary['terms'],
    sentences: { ja: [...sentences.ja], en: [...sentences.en] },
    bundled,
    conceptsByType,
  };
}

function languageTextsOf(record: BundledRecord): [LanguageCode, string][] {
  const found: [LanguageCode, string][] = [];
  const add = (texts: unknown) => {
    for (const [language, text] of Object.entries(texts as Record<string, string | string[]>)) {
      if (!(languages as readonly string[]).includes(language)) continue;
      for (const one of Array.isArray(text) ? text : [text]) found.push([language as LanguageCode, one]);
    }
  };
  for (const [name, definition] of Object.entries(fieldsOf(record.kind))) {
    const value = record.values[name];
    if (value === undefined) continue;
    if (definition.type === 'languageText' || definition.type === 'languageTextLists') add(value);
    if (definition.type === 'languageTexts') for (const member of value as unknown[]) add(member);
  }
  return found;
}
