import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Visibility } from '#core/kinds/choices.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { maySee, referencedIds, withoutHidden } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readBundle } from '#db/bundledData/bundle.ts';
import type { RecordReader } from '#host/briefs/recordReader.ts';
import { Translator } from '#host/text/translator.ts';

export const resourcesDirectory = fileURLToPath(new URL('../../resources', import.meta.url));
const localesDirectory = fileURLToPath(new URL('../../locales', import.meta.url));

/** The bundled records as the registry would hold them. */
export function bundledRecords(): RegistryRecord[] {
  const { records, manifest } = readBundle(`${resourcesDirectory}/data`);
  return records.map(({ id, kind, values }) => ({
    ...values,
    id,
    kind,
    visibility: (values.visibility as Visibility) ?? 'public',
    sources: (values.sources as RegistryRecord['sources']) ?? [],
    createdAt: manifest.published,
    updatedAt: manifest.published,
  }));
}

/** A reader over records in memory that keeps to the rules of the registry's own. */
export function readerOver(records: readonly RegistryRecord[]): RecordReader {
  const byId = new Map(records.map((record) => [record.id, record]));
  const links = new Map<string, Set<string>>();
  const join = (from: string, to: string) => links.set(from, (links.get(from) ?? new Set()).add(to));
  for (const record of records) {
    for (const id of referencedIds(record)) {
      join(record.id, id);
      join(id, record.id);
    }
  }
  const visible = (id: string, audience: Visibility): RegistryRecord | undefined => {
    const record = byId.get(id);
    return record && !record.deletedAt && maySee(audience, record.visibility) ? record : undefined;
  };
  return {
    get: (id, audience) => {
      const record = visible(id, audience);
      return record && withoutHidden(record.kind, record, (other) => !visible(other, audience));
    },
    linked: (id, audience) =>
      [...(links.get(id) ?? [])].flatMap((other) => {
        const record = visible(other, audience);
        return record ? [{ id: other, kind: record.kind }] : [];
      }),
    labels: (ids, audience) =>
      Object.fromEntries(
        ids.flatMap((id) => {
          const record = visible(id, audience);
          if (!record) return [];
          return [
            [
              id,
              { kind: record.kind, label: (record[definitionOf(record.kind).label] ?? {}) as LanguageMap },
            ],
          ];
        }),
      ),
  };
}

const translator = new Translator(localesDirectory);

/** Texts of a language; a key without a text is an error here, not a word on the page. */
export function translateOrThrow(language: string) {
  const translate = translator.in(language);
  return (key: string, values?: Readonly<Record<string, string | number>>): string => {
    const text = translate(key, values);
    const bare = key.slice(key.indexOf(':') + 1);
    if (text === key || text === bare) throw new Error(`No text for ${key} in ${language}`);
    return text;
  };
}

/** Texts of one namespace as the file has them. */
export function localeFile(language: string, namespace: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${localesDirectory}/${language}/${namespace}.json`, 'utf8'));
}
