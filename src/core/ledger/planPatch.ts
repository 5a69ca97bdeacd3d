import { type FieldDefinition, isListType, type KindName } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { canonicalJson } from './canonicalJson.ts';

/** An operation before the store gives it an id and the heads that it replaces. */
export type PlannedOperation =
  | { readonly field: string; readonly action: 'set'; readonly value: unknown }
  | { readonly field: string; readonly action: 'add'; readonly value: unknown }
  | { readonly field: string; readonly action: 'remove'; readonly member: unknown };

/**
 * What has to happen so that `current` becomes `current` merged with `patch` (RFC 7396: an absent key
 * changes nothing, null clears). Lists become additions and removals of members, language maps and
 * choice maps one operation per key, so that two people's edits meet only where they really do.
 * The patch has been validated; equal values plan nothing.
 */
export function planPatch(
  kind: KindName,
  current: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
): PlannedOperation[] {
  const fields = fieldsOf(kind);
  const planned: PlannedOperation[] = [];
  for (const [name, value] of Object.entries(patch)) {
    const definition = fields[name];
    if (definition && value !== undefined) planned.push(...planField(name, definition, current[name], value));
  }
  return planned;
}

function planField(
  name: string,
  definition: FieldDefinition,
  current: unknown,
  wanted: unknown,
): PlannedOperation[] {
  if (isListType(definition.type)) return planList(name, asList(current), asList(wanted));
  switch (definition.type) {
    case 'languageText':
    case 'choiceMap':
      return planMap(name, asMap(current), wanted, (path, before, after) =>
        canonicalJson(before ?? null) === canonicalJson(after)
          ? []
          : [{ field: path, action: 'set', value: after }],
      );
    case 'languageTextLists':
      return planMap(name, asMap(current), wanted, (path, before, after) =>
        planList(path, asList(before), asList(after)),
      );
    default:
      return canonicalJson(current ?? null) === canonicalJson(wanted)
        ? []
        : [{ field: name, action: 'set', value: wanted }];
  }
}

function planMap(
  name: string,
  current: Readonly<Record<string, unknown>>,
  wanted: unknown,
  planKey: (path: string, before: unknown, after: unknown) => PlannedOperation[],
): PlannedOperation[] {
  const entries: [string, unknown][] =
    wanted === null ? Object.keys(current).map((key) => [key, null]) : Object.entries(asMap(wanted));
  return entries.flatMap(([key, after]) =>
    planKey(`${name}/${key}`, current[key], after === '' ? null : after),
  );
}

function planList(name: string, current: readonly unknown[], wanted: readonly unknown[]): PlannedOperation[] {
  const before = new Set(current.map(canonicalJson));
  const after = new Set(wanted.map(canonicalJson));
  const removals = current
    .filter((member) => !after.has(canonicalJson(member)))
    .map((member) => ({ field: name, action: 'remove', member }) as const);
  const additions: PlannedOperation[] = [];
  const added = new Set<string>();
  for (const member of wanted) {
    const text = canonicalJson(member);
    if (before.has(text) || added.has(text)) continue;
    added.add(text);
    additions.push({ field: name, action: 'add', value: member });
  }
  return [...removals, ...additions];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
