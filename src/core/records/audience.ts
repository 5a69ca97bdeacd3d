import { type Visibility, visibilities } from '../kinds/choices.ts';
import type { FieldDefinition, KindName, Shape } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import type { RegistryRecord } from './recordTypes.ts';

/** What an audience may see: its own class and every wider one. `private` is the owner, who sees all. */
export function visibleTo(audience: Visibility): Visibility[] {
  return visibilities.slice(0, visibilities.indexOf(audience) + 1);
}

export function maySee(audience: Visibility, visibility: Visibility): boolean {
  return visibilities.indexOf(visibility) <= visibilities.indexOf(audience);
}

/** Every id that a record refers to, in whatever shape. */
export function referencedIds(record: RegistryRecord): string[] {
  const ids: string[] = [];
  for (const [name, definition] of Object.entries(fieldsOf(record.kind))) {
    const value = record[name];
    if (value !== undefined) collectIds(definition, value, ids);
  }
  return ids;
}

/** Every id that the value of one field refers to. */
export function idsIn(definition: FieldDefinition, value: unknown): string[] {
  const ids: string[] = [];
  collectIds(definition, value, ids);
  return ids;
}

function collectIds(definition: FieldDefinition, value: unknown, ids: string[]) {
  switch (definition.type) {
    case 'reference':
      ids.push(value as string);
      break;
    case 'references':
      ids.push(...(value as string[]));
      break;
    case 'choice': {
      const target = definition.linksTo?.[value as string];
      if (target) ids.push(target);
      break;
    }
    case 'choiceMap':
      ids.push(...Object.keys(value as object));
      break;
    case 'object':
      collectShapeIds(definition.shape, value as Record<string, unknown>, ids);
      break;
    case 'objects':
      for (const member of value as Record<string, unknown>[]) collectShapeIds(definition.shape, member, ids);
      break;
  }
}

function collectShapeIds(shape: Shape, value: Readonly<Record<string, unknown>>, ids: string[]) {
  for (const [name, part] of Object.entries(shape)) {
    const member = value[name];
    if (part.type === 'reference' && typeof member === 'string') ids.push(member);
    if (part.type === 'references' && Array.isArray(member)) ids.push(...(member as string[]));
  }
}

/** Whether the first class is seen by fewer people than the second. */
export function isNarrower(visibility: Visibility, than: Visibility): boolean {
  return visibilities.indexOf(visibility) > visibilities.indexOf(than);
}

/**
 * The record without any mention of records that the reader may not see. A structured member that points
 * to one goes as a whole: its name and role would give it away.
 */
export function withoutHidden<Fields extends Readonly<Record<string, unknown>>>(
  kind: KindName,
  record: Fields,
  isHidden: (id: string) => boolean,
): Fields {
  const output: Record<string, unknown> = { ...record };
  for (const [name, definition] of Object.entries(fieldsOf(kind))) {
    const value = record[name];
    if (value === undefined) continue;
    const kept = keepVisible(definition, value, isHidden);
    if (kept === undefined) delete output[name];
    else output[name] = kept;
  }
  return output as Fields;
}

function keepVisible(
  definition: FieldDefinition,
  value: unknown,
  isHidden: (id: string) => boolean,
): unknown {
  switch (definition.type) {
    case 'reference':
      return isHidden(value as string) ? undefined : value;
    case 'references':
      return orNothing((value as string[]).filter((id) => !isHidden(id)));
    case 'choice': {
      const target = definition.linksTo?.[value as string];
      return target && isHidden(target) ? undefined : value;
    }
    case 'choiceMap': {
      const kept = Object.entries(value as object).filter(([id]) => !isHidden(id));
      return kept.length > 0 ? Object.fromEntries(kept) : undefined;
    }
    case 'object':
      return mentionsHidden(definition.shape, value, isHidden) ? undefined : value;
    case 'objects':
      return orNothing(
        (value as unknown[]).filter((member) => !mentionsHidden(definition.shape, member, isHidden)),
      );
    default:
      return value;
  }
}

function orNothing(members: unknown[]): unknown[] | undefined {
  return members.length > 0 ? members : undefined;
}

function mentionsHidden(shape: Shape, value: unknown, isHidden: (id: string) => boolean): boolean {
  const ids: string[] = [];
  collectShapeIds(shape, value as Record<string, unknown>, ids);
  return ids.some(isHidden);
}
