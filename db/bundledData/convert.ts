import type { KindName } from '#core/kinds/fieldTypes.ts';

/** A record as the bundle states it: fields in the registry's own form. */
export interface BundledRecord {
  readonly id: string;
  readonly kind: KindName;
  readonly values: Readonly<Record<string, unknown>>;
}

type Json = Record<string, unknown>;

/** The files of resources/data and the kind that each one holds. */
export const bundledFiles = {
  'taxonomy.json': 'concept',
  'countries.json': 'country',
  'cities.json': 'city',
  'organisations.json': 'organisation',
  'programmes.json': 'programme',
  'studies.json': 'study',
  'mous.json': 'mou',
  'events.json': 'event',
  'domestic_cases.json': 'precedent',
  'needs.json': 'need',
} as const satisfies Record<string, KindName>;
export type BundledFile = keyof typeof bundledFiles;

/**
 * Turns one row of a data file into records: `snake_case` into camelCase, `x_ja` and `x_en` into the
 * language map `x`, `kind` into `type` (a record's own kind is another thing), `note` into `remarks`.
 * An organisation's solutions become records of their own. null means "not known" and is left out.
 */
export function convertRow(file: BundledFile, row: Json): BundledRecord[] {
  const kind = bundledFiles[file];
  const { solutions, ...own } = row;
  const records = [convertRecord(kind, own)];
  if (kind === 'organisation') {
    for (const solution of (solutions ?? []) as Json[]) {
      records.push(convertRecord('solution', { ...solution, organisation: row.id }));
    }
  }
  return records;
}

function convertRecord(kind: KindName, row: Json): BundledRecord {
  const { id, code, name, names, label, labels, note, sources, basis_ja, place_text, counterpart, ...rest } =
    row;
  const recordId = String(kind === 'country' ? code : id);
  const values: Json = { visibility: 'public', ...convertObject(rest) };
  if (kind === 'precedent' && code !== null) values.code = code;
  if (kind === 'country' || kind === 'city') Object.assign(values, convertNames(name as Json, names as Json));
  if (labels ?? label) values.label = labels ?? label;
  if (name && kind !== 'country' && kind !== 'city') throw new Error(`${recordId}: unexpected name`);
  if (basis_ja) values.basisText = { ja: basis_ja };
  if (place_text) values.placeText = { ja: place_text };
  if (counterpart) values.counterpart = { ja: counterpart };
  for (const plain of japaneseTexts)
    if (typeof values[plain] === 'string') values[plain] = { ja: values[plain] };
  if (note) values.remarks = { ja: note };
  if (Array.isArray(sources)) values.sources = sources.map((source) => convertSource(source as Json));
  return { id: recordId, kind, values: dropUnknown(values) };
}

/** Texts that the data files keep as one Japanese string without saying so in the name. */
const japaneseTexts = [
  'fiscalYearNote',
  'confidenceNote',
  'implementerNote',
  'venue',
  'host',
  'cochair',
  'thirdCountryScope',
];

function convertNames(name: Json, names: Json): Json {
  const { local, local_lang, ...named } = name;
  const localNames: Json =
    typeof local === 'string' ? { [String(local_lang)]: local } : ((local as Json | null) ?? {});
  return {
    name: { ...localNames, ...named, ...names },
    ...(typeof local_lang === 'string' ? { localLang: local_lang } : {}),
  };
}

/** Documents of the bundle are named by their title; their file names mean nothing to a reader. */
function convertSource(source: Json): Json {
  const url = typeof source.url === 'string' && !source.url.startsWith('doc:') ? source.url : undefined;
  return dropUnknown({ title: source.title, url, note: source.note ?? undefined });
}

function convertObject(row: Json): Json {
  const output: Json = {};
  for (const [key, value] of Object.entries(row)) {
    if (value === null) continue;
    const texts = /^(.+)_(ja|en)$/.exec(key);
    if (texts?.[1] && texts[2]) {
      const name = camelCase(texts[1]);
      if (Array.isArray(value)) output[name] = value.map((text) => ({ [texts[2] as string]: text }));
      else output[name] = { ...(output[name] as Json | undefined), [texts[2]]: value };
    } else {
      output[key === 'kind' ? 'type' : camelCase(key)] = convertValue(key, value);
    }
  }
  return output;
}

function convertValue(key: string, value: unknown): unknown {
  // Keys of these maps are languages and concept ids, not field names.
  if (key === 'levels' || key === 'synonyms' || key === 'title' || key === 'description') return value;
  if (key === 'sources') return (value as Json[]).map(convertSource);
  if (Array.isArray(value)) {
    return value.map((member) =>
      member !== null && typeof member === 'object' ? dropUnknown(convertNested(member as Json)) : member,
    );
  }
  return value !== null && typeof value === 'object' ? dropUnknown(convertNested(value as Json)) : value;
}

/** Inside a structured value `kind` does not occur and `ja` (the name of a language) stays as it is. */
function convertNested(value: Json): Json {
  return convertObject(value);
}

function dropUnknown(value: Json): Json {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, member]) =>
        member !== null && member !== undefined && !(Array.isArray(member) && member.length === 0),
    ),
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
