import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

/** A language map's text for a reader: their language, else English, Japanese, whatever there is. */
export function textIn(map: LanguageMap | undefined, language: string): string {
  return map?.[language] ?? map?.en ?? map?.ja ?? Object.values(map ?? {})[0] ?? '';
}

export function nameIn(
  record: Pick<RegistryRecord, 'kind'> & Readonly<Record<string, unknown>>,
  language: string,
): string {
  return textIn(record[definitionOf(record.kind).label] as LanguageMap | undefined, language);
}
