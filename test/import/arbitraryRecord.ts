import fc from 'fast-check';
import { visibilities } from '#core/kinds/choices.ts';
import {
  type FieldDefinition,
  type KindName,
  languages,
  type PartType,
  type Shape,
} from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { HostServices } from '#host/services.ts';

/** Ids of records that fields may point to, by kind; concepts with their types. */
export type KnownIds = ReadonlyMap<KindName, readonly { readonly id: string; readonly type?: string }[]>;

/** Texts that spreadsheets, CSV or an eager reader could take for something else. */
const awkward = [
  '=1+1',
  "'=1+1",
  "''@x",
  '-5',
  '+81 3 1234',
  '@handle',
  'a;b',
  'a; b',
  'クアラ・ルンプール',
  'A/S',
  'TCP/IP・HTTP',
  '横浜市、川崎市',
  '["a","b"]',
  '{"ja":"x"}',
  '[',
  ' blanks at both ends ',
  'line\none',
  'tab\there',
  '_x000D_',
  '_x0041_ _x_',
  '"quoted", \'too\'',
  '<&>',
  '2025/4/1',
  '令和7年度',
  'true',
  'はい',
  '0012',
  '1e3',
  'NaN',
  'null',
  '・項目',
  '- item',
  '#N/A',
  '株式会社㈱(株)',
  '😀𠮷野家',
  'กรุงเทพมหานคร',
  'ភ្នំពេញ',
  'ວຽງຈັນ',
  'ရန်ကုန်',
  'Đà Nẵng',
  'x'.repeat(40_000),
];

const text = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...awkward) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
  )
  .map((value) => value.normalize('NFC'))
  .filter((value) => value.isWellFormed() && !/[\p{Cc}--[\t\n]]/v.test(value) && value.trim() !== '');

const languageMap = fc.dictionary(fc.constantFrom(...languages, 'pt', 'zh-Hant'), text, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

const partialDate = fc.oneof(
  fc.integer({ min: 1900, max: 2199 }).map(String),
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .chain((day) => fc.constantFrom(day.toISOString().slice(0, 7), day.toISOString().slice(0, 10))),
);

const address = fc
  .constantFrom('https://example.jp', 'http://www.example.co.jp/a;b?c=、d#e', 'https://例え.jp/パス')
  .map((value) => value.normalize('NFC'));

/** A record of a kind that may have any of its fields, with everything in them that validation lets through. */
export function arbitraryRecord(kind: KindName, known: KnownIds): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(fieldsOf(kind)).map(([field, definition]) => {
    if (field === 'visibility') return [field, fc.constantFrom(...visibilities)] as const;
    const value = (kind === 'concept' && technologyFields(known)[field]) || valueFor(definition, known);
    return [field, definition.required ? value : fc.option(value, { nil: undefined })] as const;
  });
  return fc
    .record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { noNullPrototype: true })
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}

/** Where the taxonomy asks for more than the fields do, a concept is a technology that fits into it. */
function technologyFields(known: KnownIds): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  return {
    type: fc.constant('technology'),
    broader: list(idOf(['concept'], ['technology', 'technology-group'], known)),
    addresses: fc.uniqueArray(
      fc.record(
        {
          challenge: idOf(['concept'], ['challenge'], known),
          weight: fc.double({ min: 0, minExcluded: true, max: 1, noNaN: true }),
        },
        { noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 4, selector: ({ challenge }) => challenge },
    ),
  };
}

function valueFor(definition: FieldDefinition, known: KnownIds): fc.Arbitrary<unknown> {
  switch (definition.type) {
    case 'texts':
      return list(definition.choices ? fc.constantFrom(...definition.choices) : text);
    case 'languageTexts':
      return list(languageMap);
    case 'languageTextLists':
      return fc.dictionary(fc.constantFrom('ja', 'en', 'th'), list(text), {
        minKeys: 1,
        noNullPrototype: true,
      });
    case 'choiceMap':
      return fc.dictionary(idOf(['concept'], undefined, known), fc.constantFrom(...definition.choices), {
        minKeys: 1,
        maxKeys: 3,
        noNullPrototype: true,
      });
    case 'object':
      return shaped(definition.shape, known);
    case 'objects':
      return list(shaped(definition.shape, known));
    case 'number': {
      const { minimum: min = -1e12, maximum: max = 1e12 } = definition;
      return fc.double({ min, max, noNaN: true }).map((value) => value + 0);
    }
    case 'reference':
      return idOf(definition.to, definition.conceptTypes, known);
    case 'references':
      return list(idOf(definition.to, definition.conceptTypes, known));
    default:
      return partOf(definition, known);
  }
}

function partOf(part: PartType, known: KnownIds): fc.Arbitrary<unknown> {
  switch (part.type) {
    case 'text':
      return text;
    case 'languageText':
      return languageMap;
    case 'integer':
      return fc.integer();
    case 'number':
      return fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => value + 0);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return partialDate;
    case 'url':
      return address;
    case 'choice':
      return fc.constantFrom(...part.choices);
    case 'reference':
      return idOf(part.to, undefined, known);
    case 'references':
      return list(idOf(part.to, undefined, known));
    case 'json':
      return fc.constantFrom([{ title: '資料' }], { a: [1, 'b'] }, ['x'], 'plain');
  }
}

function shaped(shape: Shape, known: KnownIds): fc.Arbitrary<unknown> {
  const parts = Object.entries(shape).map(([name, part]) => [name, partOf(part, known)] as const);
  const [first, ...others] = parts;
  return fc.record(Object.fromEntries(parts), {
    requiredKeys: first ? [first[0]] : others.map(([name]) => name),
    noNullPrototype: true,
  });
}

function idOf(
  to: readonly KindName[],
  conceptTypes: readonly string[] | undefined,
  known: KnownIds,
): fc.Arbitrary<string> {
  const ids = to
    .flatMap((kind) => known.get(kind) ?? [])
    .filter(({ type }) => !conceptTypes || conceptTypes.includes(type ?? ''))
    .map(({ id }) => id);
  return fc.constantFrom(...ids);
}

function list(member: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  return fc.uniqueArray(member, {
    minLength: 1,
    maxLength: 4,
    selector: (value) => JSON.stringify(value),
  });
}

/** One of each kind to point to, of the kinds that the bundled data have none of. */
export function fillEveryKind(services: HostServices) {
  const context = { actor: services.actor, language: 'en' };
  const one = (kind: KindName, values: object) =>
    services.writer.create(kind, values, context, `one-${kind}`);
  one('followUp', { title: 'A follow-up' });
  one('project', { title: 'A project' });
  one('contact', { name: 'A contact' });
  one('mission', { title: 'A journey' });
  one('missionNote', { title: 'A note' });
  one('attachment', { fileName: 'a.pdf' });
  one('measure', { indicator: 'A measure' });
  one('verdict', { title: 'A verdict' });
  one('savedView', { title: 'A view', listKind: 'city' });
}

export function knownIds(services: HostServices): KnownIds {
  const rows = services.store.statements.all<{ id: string; kind: KindName; type: string | null }>(
    `SELECT record.id, record.kind, concept.type FROM record LEFT JOIN concept ON concept.id = record.id
     WHERE record.deleted_at IS NULL ORDER BY record.id`,
  );
  return Map.groupBy(
    rows.map(({ type, ...row }) => ({ ...row, ...(type ? { type } : {}) })),
    ({ kind }) => kind,
  );
}
