import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

export function nameOf(record: {
  readonly kind: KindName;
  readonly [field: string]: unknown;
}): LanguageMap | undefined {
  return record[definitionOf(record.kind).label] as LanguageMap | undefined;
}

export interface OtherName {
  readonly language: string;
  readonly text: string;
}

/**
 * Names to stand beneath the one that the reader is shown: the local one first, then those that documents and counterparts
 * use. A name that reads the same is not repeated.
 */
export function otherNames(record: RegistryRecord, shown: string): readonly OtherName[] {
  const names = nameOf(record) ?? {};
  const local = typeof record.localLang === 'string' ? [record.localLang] : [];
  const original = Object.keys(names)[0];
  const wanted = [...local, ...(original ? [original] : []), 'en', 'ja'];
  const others: OtherName[] = [];
  for (const language of wanted) {
    const text = names[language];
    if (!text || text === shown || others.some((other) => other.text === text)) continue;
    others.push({ language, text });
  }
  return others;
}

/** The fields that say how far a record has come, in the order in which they are looked for. */
const statusFields = ['status', 'stage', 'state', 'maturity'];

export function statusFieldOf(kind: KindName): string | undefined {
  return statusFields.find((field) => Object.hasOwn(definitionOf(kind).fields, field));
}
