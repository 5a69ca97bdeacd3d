import type { FieldDefinition, KindName } from '../kinds/fieldTypes.ts';
import { isListType, kindNames } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';
import { operationId, stampOf } from '../ledger/clock.ts';
import { attributeName, type Entity, entityId, entityType, toEntity } from '../ngsi-ld/entity.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';
import type { Digest } from './changeBody.ts';

/** Kinds that other users of an urban OS read; the others are this app's own tools. */
export const readableKinds: readonly KindName[] = kindNames.filter(
  (kind) => kind !== 'savedView' && kind !== 'verdict',
);

export type ReadableStatus = 'current' | 'deleted' | 'withdrawn';

/**
 * What a readable entity says about itself: the operations that its values come from. Whoever has these operations
 * can work out what the entity said when it was written, and so what others have changed in it since.
 */
export interface ReadableStamp {
  readonly heads: readonly string[];
  /** The greatest operation of the record that its writer knew. */
  readonly last: string;
}

export const statusName = 'registryStatus';
export const stampName = 'registryStamp';

/** An entity as it stands at a broker, each attribute reduced to its value whatever the dialect. */
export interface StandingEntity {
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The attributes as the broker gave them, to be sent back untouched. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** The digest of the text in which it came: one that comes in the same text again says the same. */
  readonly answer?: string;
}

/**
 * The entity that a record is to have, in NGSI-LD's normalised form. One that is deleted or withdrawn holds nothing
 * but its status.
 */
export function readableEntity(
  record: Readonly<Record<string, unknown>> & { readonly id: string; readonly kind: KindName },
  status: ReadableStatus,
  stamp: ReadableStamp,
  kindOf: (id: string) => KindName | undefined,
): Entity {
  const { visibility: _visibility, ...values } = record;
  const own =
    status === 'current'
      ? toEntity(values as unknown as RegistryRecord, kindOf)
      : { id: entityId(record.kind, record.id), type: entityType(record.kind) };
  return {
    ...own,
    [statusName]: { type: 'Property', value: status },
    // Texts rather than lists: some brokers refuse empty ones.
    [stampName]: {
      type: 'JsonProperty',
      json: { format: 1, last: stamp.last, heads: stamp.heads.join(' ') },
    },
  };
}

const mostHeads = 20_000;

/** @returns undefined for what this app did not write */
export function readStamp(entity: StandingEntity): ReadableStamp | undefined {
  const stamp = entity.attributes[stampName] as { last?: unknown; heads?: unknown } | undefined;
  if (typeof stamp?.heads !== 'string' || typeof stamp.last !== 'string') return undefined;
  const heads = stamp.heads.split(' ').filter(Boolean);
  const ids = stamp.last === '' ? heads : [...heads, stamp.last];
  if (ids.length > mostHeads || ids.some((id) => !stampOf(id))) return undefined;
  return { heads, last: stamp.last };
}

export function readStatus(entity: StandingEntity): ReadableStatus | undefined {
  const status = entity.attributes[statusName];
  return (['current', 'deleted', 'withdrawn'] as const).find((known) => known === status);
}

/** Names of attributes that are this app's; all others in an entity belong to somebody else and are kept. */
export function ownAttributes(kind: KindName): Set<string> {
  return new Set([
    ...Object.keys(fieldsOf(kind)).map((field) => attributeName(kind, field)),
    'location',
    statusName,
    stampName,
  ]);
}

/** The value of an attribute in NGSI-LD's normalised form. */
export function plainValue(attribute: unknown): unknown {
  if (attribute === null || typeof attribute !== 'object') return undefined;
  const { languageMap, json, object, value } = attribute as Record<string, unknown>;
  return languageMap ?? json ?? object ?? value;
}

export function standingOf(entity: Entity): StandingEntity {
  const { id, type, ...raw } = entity;
  const attributes = Object.fromEntries(
    Object.entries(raw).map(([name, attribute]) => [name, plainValue(attribute)]),
  );
  return { id: String(id), type: String(type), attributes, raw };
}

/**
 * What an entity says of every field of its kind but the class, which is its tenant. Brokers drop nulls, turn lists of
 * one into their member and order members as they like: none of that is an edit.
 */
export function readableFields(
  kind: KindName,
  attributes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    if (field === 'visibility') continue;
    const value = tidy(definition, attributes[attributeName(kind, field)]);
    if (value !== undefined) fields[field] = value;
  }
  const { location } = attributes as { location?: { type?: unknown; coordinates?: unknown } };
  if ('lat' in fieldsOf(kind) && location?.type === 'Point' && Array.isArray(location.coordinates)) {
    [fields.lon, fields.lat] = location.coordinates;
  }
  return fields;
}

/** The same of a record's values. */
export function readableValues(
  kind: KindName,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    const value = field === 'visibility' ? undefined : tidy(definition, values[field]);
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}

function tidy(definition: FieldDefinition, given: unknown): unknown {
  const value = withoutNulls(given);
  if (value === undefined) return undefined;
  if (definition.type === 'reference') return recordIdOf(value);
  if (!isListType(definition.type)) return value;
  const members = Array.isArray(value) ? value : [value];
  if (members.length === 0) return undefined;
  const tidied = definition.type === 'references' ? members.map(recordIdOf) : members;
  return [...tidied].sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}

function withoutNulls(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(withoutNulls).filter((member) => member !== undefined);
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const kept = withoutNulls(member);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** `urn:ngsi-ld:SmartCity:jakarta` → `jakarta`; anything else stays, so that it is refused by name. */
function recordIdOf(urn: unknown): unknown {
  return typeof urn === 'string' ? (/^urn:ngsi-ld:[^:]+:(.+)$/.exec(urn)?.[1] ?? urn) : urn;
}

/**
 * What others changed in an entity: a patch that makes what it said say what it says now.
 * @param said the fields when it was written
 * @param says the fields now
 */
export function foreignPatch(
  kind: KindName,
  said: Readonly<Record<string, unknown>>,
  says: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    const [before, after] = [said[field], says[field]];
    if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) continue;
    const isMap = ['languageText', 'languageTextLists', 'choiceMap'].includes(definition.type);
    if (isMap && isObject(before) && isObject(after)) {
      const gone = Object.keys(before).filter((key) => !(key in after));
      patch[field] = { ...after, ...Object.fromEntries(gone.map((key) => [key, null])) };
    } else {
      patch[field] = after ?? null;
    }
  }
  return patch;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Before any registry was synced, after every bundled operation: what a foreign edit of a bundled fact counts from. */
const earliest = Date.UTC(2020, 0);

/**
 * The id of the operation that a foreign edit becomes: the same on every device that finds the edit, later than what
 * its author saw, and earlier than anything written since, so that it never wins over a person by its id.
 * @param after the greatest operation that the entity's stamp names
 */
export function foreignOperationId(
  digest: Digest,
  after: string,
  content: {
    readonly recordId: string;
    readonly field: string;
    readonly action: string;
    readonly value: unknown;
    readonly previous: readonly string[];
  },
): string {
  const seen = stampOf(after);
  const stamp =
    seen && seen.milliseconds >= earliest && seen.counter < 0xffff
      ? { milliseconds: seen.milliseconds, counter: seen.counter + 1 }
      : { milliseconds: Math.max(earliest, (seen?.milliseconds ?? 0) + 1), counter: 0 };
  const { recordId, field, action, value, previous } = content;
  const text = canonicalJson([after, recordId, field, action, value, [...previous].sort()]);
  return operationId(stamp, digest(text).slice(0, 16));
}

/** The id of the change that holds them. */
export function foreignChangeId(digest: Digest, operationIds: readonly string[]): string {
  const [first = ''] = [...operationIds].sort();
  return operationId(
    stampOf(first) ?? { milliseconds: earliest, counter: 0 },
    digest(`change\n${[...operationIds].sort().join('\n')}`).slice(0, 16),
  );
}

/** Who made a change that others wrote into a readable entity. */
export const urbanOsActor = 'urban-os';
