import type { FieldDefinition, Shape } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { RecordState } from './recordState.ts';

export interface Link {
  readonly field: string;
  readonly toId: string;
  readonly role: string;
}

/** Every reference that a record makes, whatever the shape of the field that holds it. */
export function linksOf(state: RecordState): Link[] {
  return Object.entries(fieldsOf(state.kind)).flatMap(([field, definition]) =>
    linksOfField(state.id, field, definition, state.values[field]),
  );
}

/** The references that one field of a record makes. */
export function linksOfField(id: string, field: string, definition: FieldDefinition, value: unknown): Link[] {
  if (value === undefined || value === null || !linkingTypes.has(definition.type)) return [];
  const links = new Map<string, Link>();
  collect(field, definition, value, (_, toId, role) => {
    if (typeof toId !== 'string' || toId === id) return;
    const link = { field, toId, role: typeof role === 'string' ? role : '' };
    links.set(`${toId}\u0000${link.role}`, link);
  });
  return [...links.values()];
}

const linkingTypes: ReadonlySet<FieldDefinition['type']> = new Set([
  'reference',
  'references',
  'choice',
  'choiceMap',
  'object',
  'objects',
]);

function collect(
  field: string,
  definition: FieldDefinition,
  value: unknown,
  add: (field: string, toId: unknown, role: unknown) => void,
) {
  switch (definition.type) {
    case 'reference':
      add(field, value, '');
      break;
    case 'references':
      for (const member of value as unknown[]) add(field, member, '');
      break;
    case 'choice':
      if (definition.linksTo) add(field, definition.linksTo[value as string], '');
      break;
    case 'choiceMap':
      for (const [key, level] of Object.entries(value as object)) add(field, key, level);
      break;
    case 'object':
      collectShape(field, definition.shape, value as Record<string, unknown>, add);
      break;
    case 'objects':
      for (const member of value as Record<string, unknown>[])
        collectShape(field, definition.shape, member, add);
      break;
  }
}

function collectShape(
  field: string,
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  add: (field: string, toId: unknown, role: unknown) => void,
) {
  for (const [name, part] of Object.entries(shape)) {
    if (part.type === 'reference') add(field, value[name], value.role ?? value.weight);
    else if (part.type === 'references')
      for (const id of (value[name] ?? []) as unknown[]) add(field, id, '');
  }
}
