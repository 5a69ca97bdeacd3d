import type { SyncConflict } from '#contract/syncSchemas.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { type MergedText, mergeTexts } from './mergeTexts.ts';

export const deletedField = '__deleted';

/** The field and, of a map field, the part of it (a language, a concept) that a conflict is about. */
export function fieldParts(conflict: Pick<SyncConflict, 'field'>): {
  field: string;
  key: string | undefined;
} {
  const at = conflict.field.indexOf('/');
  return at < 0
    ? { field: conflict.field, key: undefined }
    : { field: conflict.field.slice(0, at), key: conflict.field.slice(at + 1) };
}

/** Same kind, same field: what was decided for one may well hold for the others. */
export function alike(conflict: SyncConflict, all: readonly SyncConflict[]): readonly SyncConflict[] {
  const { field } = fieldParts(conflict);
  return all.filter((other) => other.kind === conflict.kind && fieldParts(other).field === field);
}

/** How another value can be typed in here; undefined where the record's own form is the place. */
export function typedAs(conflict: SyncConflict): 'text' | 'number' | undefined {
  const { field, key } = fieldParts(conflict);
  const type = fieldsOf(conflict.kind)[field]?.type;
  if (conflict.values.every(({ value }) => typeof value === 'number')) return 'number';
  const isText = conflict.values.every(({ value }) => typeof value === 'string' || value === null);
  if (!isText || type === undefined) return undefined;
  if (key !== undefined) return type === 'choiceMap' ? undefined : 'text';
  return ['choice', 'reference', 'references', 'boolean'].includes(type) ? undefined : 'text';
}

/** Mine, before and theirs of a text that two people edited; undefined when it is no such text. */
export function textVersions(
  conflict: SyncConflict,
): { mine: string; before: string; theirs: string; language: string | undefined } | undefined {
  if (typedAs(conflict) !== 'text' || typeof conflict.before !== 'string') return undefined;
  const mine = conflict.values.find((value) => value.mine)?.value;
  const theirs = conflict.values.find((value) => !value.mine)?.value;
  if (typeof mine !== 'string' || typeof theirs !== 'string') return undefined;
  const isLong = [mine, theirs, conflict.before].some((text) => text.length > 24 || text.includes('\n'));
  return isLong ? { mine, before: conflict.before, theirs, language: fieldParts(conflict).key } : undefined;
}

/** What a value of the reader's own begins with. */
export interface OtherValueStart {
  /** Undefined where the record's own form is the place. */
  readonly type: 'text' | 'number' | undefined;
  readonly text: string;
  /** Of a text that two people edited: both edits brought together. */
  readonly merged: MergedText | undefined;
  readonly language: string | undefined;
}

export function otherValueOf(conflict: SyncConflict): OtherValueStart {
  const versions = textVersions(conflict);
  const merged = versions && mergeTexts(versions.mine, versions.before, versions.theirs, versions.language);
  return {
    type: typedAs(conflict),
    text: merged?.text ?? String(conflict.values[0]?.value ?? ''),
    merged,
    language: versions?.language,
  };
}
