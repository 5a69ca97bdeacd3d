import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { isListType } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';

export type Values = Readonly<Record<string, unknown>>;

/**
 * What a form has to send: the fields that the person changed between `base` (what the form opened with) and
 * `edited`, written against `current` (what the record is now), so that members which somebody else added to a list
 * meanwhile stay. A cleared field becomes null, a cleared language or key of a map null at that key.
 */
export function buildPatch(kind: KindName, base: Values, edited: Values, current: Values = base): Values {
  const patch: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(fieldsOf(kind))) {
    const before = tidy(base[name]);
    const after = tidy(edited[name]);
    if (same(before, after)) continue;
    patch[name] = patchField(definition, before, after, tidy(current[name]));
  }
  return patch;
}

function patchField(definition: FieldDefinition, before: unknown, after: unknown, now: unknown): unknown {
  if (isListType(definition.type)) return patchList(asList(before), asList(after), asList(now));
  switch (definition.type) {
    case 'languageText':
    case 'choiceMap':
      return patchMap(asMap(before), asMap(after));
    case 'languageTextLists':
      return patchMap(asMap(before), asMap(after));
    default:
      return after ?? null;
  }
}

function patchMap(before: Values, after: Values): Values {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys].filter((key) => !same(before[key], after[key])).map((key) => [key, after[key] ?? null]),
  );
}

function patchList(
  before: readonly unknown[],
  after: readonly unknown[],
  now: readonly unknown[],
): unknown[] {
  const opened = new Set(before.map(canonicalJson));
  const kept = new Set(after.map(canonicalJson));
  const survivors = now.filter((member) => {
    const text = canonicalJson(member);
    return kept.has(text) || !opened.has(text);
  });
  const there = new Set(survivors.map(canonicalJson));
  return [...survivors, ...after.filter((member) => !there.has(canonicalJson(member)))];
}

/**
 * A value without what means "not known": empty texts, empty maps, lists and structures. Undefined when nothing is left.
 */
export function tidy(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const members = value.map(tidy).filter((member) => member !== undefined);
    return members.length > 0 ? members : undefined;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([key, member]) => [key, tidy(member)] as const)
      .filter(([, member]) => member !== undefined);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  return value;
}

/** All fields of a new record that hold something. */
export function newValues(kind: KindName, edited: Values): Values {
  return Object.fromEntries(
    Object.keys(fieldsOf(kind))
      .map((name) => [name, tidy(edited[name])] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asMap(value: unknown): Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : {};
}
