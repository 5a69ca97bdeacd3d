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
  const links = new Map<string, Link>();
  const add = (field: string, toId: unknown, role: unknown) => {
    if (typeof toId !== 'string' || toId === state.id) return;
    const link = { field, toId, role: typeof role === 'string' ? role : '' };
    links.set(`${field}\u0000${toId}\u0000${link.role}`, link);
  };
  for (const [field, definition] of Object.entries(fieldsOf(state.kind))) {
    const value = state.values[field];
    if (value !== undefined && value !== null) collect(field, definition, value, add);
  }
  return [...links.values()];
}

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
