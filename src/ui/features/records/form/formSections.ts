import { commonFields } from '#core/kinds/common.ts';
import type { FieldSection, KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';

export type FormSectionName = FieldSection | 'record';

export interface FormSection {
  readonly name: FormSectionName;
  readonly fields: readonly string[];
}

const order: readonly FieldSection[] = [
  'identity',
  'facts',
  'place',
  'relations',
  'themes',
  'text',
  'numbers',
];

/** Kept by the program, or stored as it came; a form does not ask for them. */
const notAsked = new Set([
  'sha256',
  'stageHistory',
  'boardOrder',
  'bytes',
  'mediaType',
  'flag',
  'inDocuments',
]);

/** The fields of a form in the order in which people think of them; what every record has comes last. */
export function formSections(kind: KindName): readonly FormSection[] {
  const fields = Object.entries(definitionOf(kind).fields).filter(([name]) => !notAsked.has(name));
  const own = order.map((name) => ({
    name,
    fields: fields
      .filter(([, definition]) => (definition.section ?? 'facts') === name)
      .map(([field]) => field),
  }));
  return [
    ...own.filter((section) => section.fields.length > 0),
    { name: 'record' as const, fields: Object.keys(commonFields) },
  ];
}
