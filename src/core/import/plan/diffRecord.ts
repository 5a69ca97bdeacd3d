import { type FieldDefinition, isListType, type KindName } from '../../kinds/fieldTypes.ts';
import { fieldsOf } from '../../kinds/index.ts';
import { canonicalJson } from '../../ledger/canonicalJson.ts';
import type { FieldChange } from '../importTypes.ts';

/** `add` leaves members of lists that the file does not name; `replace` takes the file's list as the whole. */
export type ListMode = 'add' | 'replace';

export interface RecordDifference {
  /** A merge patch that makes the record what the row says; empty when it says nothing new. */
  readonly patch: Readonly<Record<string, unknown>>;
  readonly changes: readonly FieldChange[];
}

/**
 * What a row changes of a record. Nothing is cleared: a language, a part or a member that the row does not name
 * stays. Unknown parts, text forms and blanks at the ends make no difference.
 */
export function diffRecord(
  kind: KindName,
  current: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
  lists: ListMode,
): RecordDifference {
  const patch: Record<string, unknown> = {};
  const changes: FieldChange[] = [];
  const fields = fieldsOf(kind);
  for (const [field, value] of Object.entries(wanted)) {
    const definition = fields[field];
    if (!definition || value === undefined || value === null) continue;
    const next = nextValue(definition, current[field], value, lists);
    if (next === undefined) continue;
    patch[field] = next;
    changes.push(...changesOf(field, definition, current[field], next));
  }
  return { patch, changes };
}

/** The value to write; undefined when the current one says it already. */
function nextValue(definition: FieldDefinition, current: unknown, wanted: unknown, lists: ListMode): unknown {
  if (isListType(definition.type)) return nextList(asList(current), asList(wanted), lists);
  switch (definition.type) {
    case 'languageText':
    case 'choiceMap':
      return nextMap(asMap(current), asMap(wanted), (before, after) =>
        isSame(before, after) ? undefined : after,
      );
    case 'languageTextLists':
      return nextMap(asMap(current), asMap(wanted), (before, after) =>
        nextList(asList(before), asList(after), lists),
      );
    case 'object': {
      const merged = { ...asMap(current), ...withoutNulls(asMap(wanted)) };
      return isSame(current, merged) ? undefined : merged;
    }
    default:
      return isSame(current, wanted) ? undefined : wanted;
  }
}

function nextMap(
  current: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
  next: (before: unknown, after: unknown) => unknown,
): Record<string, unknown> | undefined {
  const entries = Object.entries(wanted)
    .filter(([, after]) => after !== null && after !== '')
    .map(([key, after]) => [key, next(current[key], after)] as const)
    .filter(([, after]) => after !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function nextList(
  current: readonly unknown[],
  wanted: readonly unknown[],
  lists: ListMode,
): readonly unknown[] | undefined {
  if (lists === 'replace') {
    const same =
      wanted.every((member) => current.some((own) => isSame(own, member))) &&
      current.every((own) => wanted.some((member) => isSame(own, member)));
    return same ? undefined : wanted;
  }
  const output = [...current];
  let changed = false;
  for (const member of wanted) {
    if (output.some((own) => says(own, member))) continue;
    const fuller = output.findIndex((own) => says(member, own));
    if (fuller >= 0) output[fuller] = member;
    else output.push(member);
    changed = true;
  }
  return changed ? output : undefined;
}

/** Whether a member holds everything that another one says; it may say more. */
function says(whole: unknown, part: unknown): boolean {
  if (isSame(whole, part)) return true;
  if (!isMap(whole) || !isMap(part)) return false;
  return Object.entries(withoutNulls(part)).every(([key, value]) => isSame(whole[key], value));
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(comparable(a)) === canonicalJson(comparable(b));
}

function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim();
  if (Array.isArray(value)) return value.map(comparable);
  if (!isMap(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(withoutNulls(value)).map(([key, member]) => [key, comparable(member)]),
  );
}

function withoutNulls(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== null && member !== undefined),
  );
}

function changesOf(
  field: string,
  definition: FieldDefinition,
  before: unknown,
  after: unknown,
): FieldChange[] {
  const byKey =
    definition.type === 'languageText' ||
    definition.type === 'choiceMap' ||
    definition.type === 'languageTextLists';
  if (!byKey) return [{ field, before: before ?? null, after }];
  return Object.entries(asMap(after)).map(([key, value]) => ({
    field: `${field}.${key}`,
    before: asMap(before)[key] ?? null,
    after: value,
  }));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
