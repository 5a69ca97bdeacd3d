import type { Visibility } from '#core/kinds/choices.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { baseField, fieldValue, type Head, registerValue } from '#core/ledger/fieldState.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';
import { isPlausibleValue } from '#core/ledger/plausibleValue.ts';
import { asVisibility, recordClass } from '#core/sync/recordClass.ts';

/** A record as its heads say it is. */
export interface RecordState {
  readonly id: string;
  readonly kind: KindName;
  readonly visibility: Visibility;
  /** Every field that has a value, the record's own and the common ones. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly deletedAt?: string;
}

/** What a deletion says: when, and which operations its author saw. An edit outside those keeps the record visible. */
export interface Deletion {
  readonly at: string;
  readonly seen: readonly string[];
  /** The record that this one was merged into. */
  readonly into?: string;
}

/** @returns undefined when no operation says what kind of record this is */
export function recordState(id: string, heads: readonly Head[]): RecordState | undefined {
  const byField = new Map<string, Head[]>();
  for (const head of heads) {
    const field = baseField(head.field);
    const own = byField.get(field);
    if (own) own.push(head);
    else byField.set(field, [head]);
  }
  const stated = registerValue(byField.get(kindField) ?? []);
  const kind = kindNames.find((known) => known === stated);
  if (!kind) return undefined;
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(fieldsOf(kind))) {
    const own = byField.get(name)?.filter((head) => isPlausibleValue(definition, head.field, head.value));
    if (!own || own.length === 0) continue;
    const value = fieldValue(definition, own);
    if (value !== undefined && value !== null) values[name] = value;
  }
  // While several people's choices wait to be settled, nobody sees more than each of them allowed.
  const visibility =
    recordClass((byField.get('visibility') ?? []).map((head) => ({ value: asVisibility(head.value) }))) ??
    'private';
  if (values.visibility !== undefined) values.visibility = visibility;
  const deletedAt = deletionTime(byField.get(deletedField) ?? [], heads);
  return { id, kind, visibility, values, ...(deletedAt ? { deletedAt } : {}) };
}

function deletionTime(deletions: readonly Head[], heads: readonly Head[]): string | undefined {
  const deletion = registerValue(deletions) as Deletion | null;
  if (!deletion) return undefined;
  // Of several who removed it each may have seen another part.
  const seen = new Set(deletions.flatMap(({ value }) => (value as Deletion | null)?.seen ?? []));
  // Corrections that come with a newer app do not bring back what a person has removed.
  const unseen = heads.some(
    (head) => head.field !== deletedField && !seen.has(head.id) && !isBundledOperation(head.id),
  );
  return unseen ? undefined : deletion.at;
}

/** No bundled operation has this id or a greater one, and no other a smaller one. */
export const firstUnbundledId = '00000001';

/** Ids of bundled operations begin with a stamp far before any real clock, see bundledOperationId. */
export function isBundledOperation(id: string): boolean {
  return id.startsWith('00000000');
}

/** The name of a record in every language that it is known in. */
export function labelOf(state: RecordState): LanguageMap {
  const label = state.values[definitionOf(state.kind).label];
  if (label && typeof label === 'object') return label as LanguageMap;
  const fileName = state.values.fileName;
  return typeof fileName === 'string' ? { und: fileName } : {};
}
