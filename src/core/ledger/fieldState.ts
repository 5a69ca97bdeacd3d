import type { FieldDefinition } from '../kinds/fieldTypes.ts';
import { isListType } from '../kinds/fieldTypes.ts';
import { canonicalJson } from './canonicalJson.ts';

/** A head operation as the store keeps it: what it says and who it is. */
export interface Head {
  readonly id: string;
  readonly field: string;
  readonly action: 'set' | 'add' | 'remove';
  readonly value: unknown;
}

const byId = (a: Head, b: Head) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The value shown while several heads wait for a person: that of the greatest id. */
export function registerValue(heads: readonly Head[]): unknown {
  let newest: Head | undefined;
  for (const head of heads) if (head.action === 'set' && (!newest || newest.id < head.id)) newest = head;
  return newest?.value ?? null;
}

/** Members in order of their operations; equal members added twice count once. */
export function listMembers(heads: readonly Head[]): unknown[] {
  const seen = new Set<string>();
  const members: unknown[] = [];
  for (const head of heads.filter((candidate) => candidate.action === 'add').sort(byId)) {
    const text = canonicalJson(head.value);
    if (seen.has(text)) continue;
    seen.add(text);
    members.push(head.value);
  }
  return members;
}

/**
 * A field's value from all its heads (for a map field: the heads of every `field/key`).
 * @returns undefined when nothing is known
 */
export function fieldValue(definition: FieldDefinition, heads: readonly Head[]): unknown {
  if (isListType(definition.type)) {
    const members = listMembers(heads);
    return members.length > 0 ? members : undefined;
  }
  if (definition.type === 'languageText' || definition.type === 'choiceMap') {
    return mapValue(heads, registerValue);
  }
  if (definition.type === 'languageTextLists') {
    return mapValue(heads, (own) => {
      const members = listMembers(own);
      return members.length > 0 ? members : null;
    });
  }
  return registerValue(heads) ?? undefined;
}

function mapValue(heads: readonly Head[], read: (own: readonly Head[]) => unknown): unknown {
  const byKey = new Map<string, Head[]>();
  for (const head of [...heads].sort(byId)) {
    const key = head.field.slice(head.field.indexOf('/') + 1);
    const own = byKey.get(key);
    if (own) own.push(head);
    else byKey.set(key, [head]);
  }
  const entries = [...byKey]
    .map(([key, own]) => [key, read(own)] as const)
    .filter(([, value]) => value !== null);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The field that an operation's path belongs to: `name/ja` → `name`. */
export function baseField(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}
