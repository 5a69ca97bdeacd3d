import type { FieldDefinition, Shape } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { RecordState } from './recordState.ts';

/** A searchable text of a record with the field that it stands in. */
export interface SearchableText {
  readonly field: string;
  readonly text: string;
}

/** The texts that a record itself holds in a field: every language, every member, structured parts included. */
export function textsOf(definition: FieldDefinition, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  switch (definition.type) {
    case 'text':
    case 'url':
      return [value as string];
    case 'languageText':
      return Object.values(value as Record<string, string>);
    case 'texts':
      return definition.choices ? [] : (value as string[]);
    case 'languageTexts':
      return (value as Record<string, string>[]).flatMap((member) => Object.values(member));
    case 'languageTextLists':
      return Object.values(value as Record<string, string[]>).flat();
    case 'object':
      return shapeTexts(definition.shape, value as Record<string, unknown>);
    case 'objects':
      return (value as Record<string, unknown>[]).flatMap((member) => shapeTexts(definition.shape, member));
    default:
      return [];
  }
}

function shapeTexts(shape: Shape, value: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(shape).flatMap(([name, part]) => {
    const member = value[name];
    if (member === undefined || member === null) return [];
    if (part.type === 'text') return [String(member)];
    if (part.type === 'languageText') return Object.values(member as Record<string, string>);
    return [];
  });
}

/** All searchable texts of a record in order of weight: its name first. */
export function searchableTexts(state: Pick<RecordState, 'kind' | 'values'>): SearchableText[] {
  const order = ['title', 'alias', 'place', 'body'];
  return Object.entries(fieldsOf(state.kind))
    .filter(([, definition]) => definition.search)
    .sort(([, a], [, b]) => order.indexOf(a.search ?? '') - order.indexOf(b.search ?? ''))
    .flatMap(([field, definition]) =>
      textsOf(definition, state.values[field]).map((text) => ({ field, text })),
    );
}
