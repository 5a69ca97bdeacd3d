import { MusubiError } from '../errors/musubiError.ts';
import { nameKey, textsIn } from '../import/plan/identity.ts';
import { type FieldDefinition, isListType, type KindName } from '../kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '../kinds/index.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';
import { isNarrower } from '../records/audience.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';
import type { Problem } from '../records/validateRecord.ts';

export const mergeChoices = ['keep', 'other', 'both'] as const;
export type MergeChoice = (typeof mergeChoices)[number];

/** A field, or one language or key of it, in which two records of a kind differ. */
export interface MergeField {
  /** `homeCountry`, `name.ja`, `levels.ch.flood`: the first part is the field, the rest the key. */
  readonly path: string;
  readonly field: string;
  readonly key?: string;
  /** What the kept record says, and the other one; undefined when it says nothing. */
  readonly kept: unknown;
  readonly other: unknown;
  /** What may be chosen; the sources of both are always kept. */
  readonly choices: readonly MergeChoice[];
  /** What is done unless a person says otherwise. */
  readonly suggested: MergeChoice;
}

export type MergeChoices = Readonly<Record<string, MergeChoice>>;

/**
 * Where the other record says something that the kept one does not say. Suggested is what loses nothing: what
 * only one knows is taken, lists are united, the narrower visibility holds, and for the rest the kept one is right.
 */
export function mergeFields(kind: KindName, keep: RegistryRecord, other: RegistryRecord): MergeField[] {
  const found: MergeField[] = [];
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    const kept = keep[field] as unknown;
    const theirs = field === 'aliases' ? withNames(kind, keep, other) : (other[field] as unknown);
    if (isEmpty(theirs)) continue;
    if (!isKeyed(definition)) {
      if (!says(definition, kept, theirs)) found.push(fieldOf(field, undefined, definition, kept, theirs));
      continue;
    }
    for (const [key, value] of Object.entries(theirs as object)) {
      const own = (kept as Record<string, unknown> | undefined)?.[key];
      if (!isEmpty(value) && !says(definition, own, value))
        found.push(fieldOf(field, key, definition, own, value));
    }
  }
  return found;
}

/**
 * A choice that would do nothing is a mistake: the path is mistyped, or the records no longer differ there.
 * @throws MusubiError INVALID_INPUT that names what there is to choose
 */
function requireChoices(rows: readonly MergeField[], kind: KindName, choices: MergeChoices) {
  const problems: Problem[] = [];
  for (const [path, value] of Object.entries(choices)) {
    const row = rows.find((candidate) => candidate.path === path);
    // The names that give way become aliases, whether or not the records differ in aliases before.
    if (!row && path === 'aliases' && hasAliases(kind)) continue;
    if (!row) problems.push({ path, reason: 'notDifferent', allowed: rows.map((known) => known.path) });
    else if (!row.choices.includes(value))
      problems.push({ path, reason: 'notChoice', value, allowed: row.choices });
  }
  if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { kind, problems });
}

/**
 * A merge patch that makes the kept record what was chosen; a null takes a value away.
 * @throws MusubiError INVALID_INPUT for a choice that there is not
 */
export function mergedPatch(
  kind: KindName,
  keep: RegistryRecord,
  other: RegistryRecord,
  choices: MergeChoices,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  const rows = mergeFields(kind, keep, other);
  requireChoices(rows, kind, choices);
  const chosen = rows.map((row) => ({
    ...row,
    choice: Object.hasOwn(choices, row.path) ? (choices[row.path] ?? row.suggested) : row.suggested,
  }));
  for (const { field, key, kept, other: theirs, choice } of chosen) {
    if (choice === 'keep') continue;
    const value = choice === 'both' ? united(kept, theirs) : theirs;
    if (key === undefined) patch[field] = value;
    else patch[field] = { ...(patch[field] as object | undefined), [key]: value };
  }
  return withFormerNames(kind, keep, patch, choices);
}

/** A name that gave way stays an alias, so that the record is still found by it. */
function withFormerNames(
  kind: KindName,
  keep: RegistryRecord,
  patch: Record<string, unknown>,
  choices: MergeChoices,
): Record<string, unknown> {
  const { label } = definitionOf(kind);
  if (!hasAliases(kind) || choices.aliases === 'keep' || choices.aliases === 'other') return patch;
  const names = { ...asMap(keep[label]), ...asMap(patch[label]) };
  const current = new Set(textsIn(names));
  const given = textsIn(keep[label]).filter((name) => !current.has(name));
  const aliases = united(patch.aliases ?? keep.aliases ?? [], given).filter(
    (alias) => !current.has(String(alias)),
  );
  const before = (keep.aliases as unknown[] | undefined) ?? [];
  return canonicalJson(aliases) === canonicalJson(before) ? patch : { ...patch, aliases };
}

/** The other record's aliases, and those of its names that the kept one is not known by. */
function withNames(kind: KindName, keep: RegistryRecord, other: RegistryRecord): unknown {
  if (!hasAliases(kind)) return other.aliases;
  const { label } = definitionOf(kind);
  const ownNames = textsIn(keep[label]);
  const own = new Set(ownNames.map((name) => nameKey(kind, name)));
  // A language in which only the other one has a name takes it as its name.
  const kept = asMap(keep[label]);
  const rivals = Object.entries(asMap(other[label]))
    .filter(([language]) => language in kept)
    .flatMap(([, name]) => textsIn(name));
  const names = rivals.filter((name) => !own.has(nameKey(kind, name)));
  return united(other.aliases ?? [], names).filter((alias) => !ownNames.includes(String(alias)));
}

function hasAliases(kind: KindName): boolean {
  return fieldsOf(kind).aliases?.type === 'texts';
}

function fieldOf(
  field: string,
  key: string | undefined,
  definition: FieldDefinition,
  kept: unknown,
  other: unknown,
): MergeField {
  const isList = isListType(definition.type) || definition.type === 'languageTextLists';
  const choices: readonly MergeChoice[] =
    field === 'sources' ? ['both'] : isList && !isEmpty(kept) ? ['keep', 'other', 'both'] : ['keep', 'other'];
  return {
    path: key === undefined ? field : `${field}.${key}`,
    field,
    ...(key === undefined ? {} : { key }),
    kept: isEmpty(kept) ? undefined : kept,
    other,
    choices,
    suggested: suggestion(field, isList, kept, other),
  };
}

function suggestion(field: string, isList: boolean, kept: unknown, other: unknown): MergeChoice {
  if (field === 'sources') return 'both';
  if (isEmpty(kept)) return 'other';
  if (isList) return 'both';
  // What was kept from an audience must not be shown to it because two records became one.
  if (field === 'visibility') return isNarrower(other as never, kept as never) ? 'other' : 'keep';
  return 'keep';
}

const isKeyed = ({ type }: FieldDefinition) =>
  type === 'languageText' || type === 'choiceMap' || type === 'languageTextLists';

/** Whether a value says everything that another one says. */
function says(definition: FieldDefinition, whole: unknown, part: unknown): boolean {
  if (!isListType(definition.type) && definition.type !== 'languageTextLists')
    return canonicalJson(whole ?? null) === canonicalJson(part);
  const known = new Set(((whole as unknown[] | undefined) ?? []).map(canonicalJson));
  return (part as unknown[]).every((member) => known.has(canonicalJson(member)));
}

function united(a: unknown, b: unknown): unknown[] {
  const members = [...((a as unknown[] | undefined) ?? []), ...((b as unknown[] | undefined) ?? [])];
  return [...new Map(members.map((member) => [canonicalJson(member), member])).values()];
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
