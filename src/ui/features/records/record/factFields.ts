import type { FieldSection, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';

/** Shown elsewhere on the page: in the header, beside another fact, or not meant for readers. */
const shownElsewhere: ReadonlySet<string> = new Set([
  'localLang',
  'yomi',
  'lon',
  'profileConfidence',
  'datePrecision',
  'flag',
  'sha256',
  'stageHistory',
  'boardOrder',
  'basisText',
  'inDocuments',
  'fiscalYearNote',
  'synonyms',
]);

const factSections: ReadonlySet<FieldSection> = new Set(['identity', 'facts', 'place']);

/** The short facts of a kind, for the column at the left of a record's page. */
export function factFields(kind: KindName): readonly string[] {
  const { fields, label } = definitionOf(kind);
  return Object.entries(fields)
    .filter(([name, definition]) => {
      if (name === label || shownElsewhere.has(name)) return false;
      const isLong = 'multiline' in definition && definition.multiline === true;
      return factSections.has(definition.section ?? 'facts') && !isLong;
    })
    .map(([name]) => name)
    .sort((a, b) => Number(asideLast.has(a)) - Number(asideLast.has(b)));
}

/** Useful for search and bookkeeping more than for reading. */
const asideLast: ReadonlySet<string> = new Set(['aliases', 'timezone', 'titleStatus', 'recordType', 'count']);

/** Fields of the other sections, for the overview in the middle. */
export function sectionFields(kind: KindName, section: FieldSection): readonly string[] {
  return Object.entries(definitionOf(kind).fields)
    .filter(([name, definition]) => definition.section === section && !shownElsewhere.has(name))
    .map(([name]) => name);
}

/** Simple enough to be changed where it stands. */
const inPlace: ReadonlySet<string> = new Set([
  'choice',
  'date',
  'text',
  'url',
  'integer',
  'number',
  'boolean',
  'languageText',
  'reference',
]);

export function isEditedInPlace(type: string, field: string): boolean {
  return inPlace.has(type) && field !== 'lat';
}
