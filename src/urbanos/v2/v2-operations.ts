import { attributeMissing, entityMissing, unprocessable, V2Error } from '#urbanos/v2/v2-error.ts';
import type { V2Attribute, V2Entity, V2Input } from '#urbanos/v2/v2-model.ts';
import type { V2Store } from '#urbanos/v2/v2-store.ts';

/** Where an operation looks: tenant and service path. */
export interface V2Place {
  tenant: string;
  path: string;
}

/** The actions of POST /v2/op/update. */
export type V2Action = 'append' | 'appendStrict' | 'update' | 'delete' | 'replace';

/** The type of entities that name none. */
export const defaultEntityType = 'Thing';

/** The one entity with an id (and type, when given); 404 when there is none, 409 when the type does not settle it. */
export function findOne(
  store: V2Store,
  tenant: string,
  paths: readonly string[],
  id: string,
  type: string | undefined,
): V2Entity {
  const found = store.select(tenant, { ids: [id], types: type === undefined ? undefined : [type], paths });
  const [first] = found;
  if (first === undefined) throw entityMissing();
  if (found.length > 1)
    throw new V2Error(409, 'TooManyResults', 'More than one matching entity. Please refine your query');
  return first;
}

/** Makes a new entity; with `upsert` an existing one takes the attributes instead. True when it is new. */
export function createV2(
  store: V2Store,
  place: V2Place,
  id: string,
  type: string,
  input: V2Input,
  upsert: boolean,
  now: string,
): boolean {
  const [existing] = store.select(place.tenant, { ids: [id], types: [type], paths: [place.path] });
  if (existing !== undefined) {
    if (!upsert) throw unprocessable('Already Exists');
    store.put(place.tenant, withAttributes(existing, input, now));
    return false;
  }
  const attributes = stamp(input, now);
  store.put(place.tenant, { id, type, path: place.path, createdAt: now, modifiedAt: now, attributes });
  return true;
}

/** Adds attributes, or replaces those that are there; strict refuses when one is there. */
export function appendV2(
  store: V2Store,
  tenant: string,
  entity: V2Entity,
  input: V2Input,
  strict: boolean,
  now: string,
): void {
  const present = Object.keys(input).filter((name) => Object.hasOwn(entity.attributes, name));
  if (strict && present.length > 0) {
    throw unprocessable(
      `one or more of the attributes in the request already exist: [ ${present.join(', ')} ]`,
    );
  }
  store.put(tenant, withAttributes(entity, input, now));
}

/** Changes attributes that all have to be there. */
export function updateV2(
  store: V2Store,
  tenant: string,
  entity: V2Entity,
  input: V2Input,
  now: string,
): void {
  const missing = Object.keys(input).filter((name) => !Object.hasOwn(entity.attributes, name));
  if (missing.length > 0) {
    throw unprocessable(
      `one or more of the attributes in the request do not exist: [ ${missing.join(', ')} ]`,
    );
  }
  store.put(tenant, withAttributes(entity, input, now));
}

/** Exchanges all attributes. */
export function replaceV2(
  store: V2Store,
  tenant: string,
  entity: V2Entity,
  input: V2Input,
  now: string,
): void {
  store.put(tenant, { ...entity, attributes: stamp(input, now), modifiedAt: now });
}

/** Removes one attribute. */
export function deleteAttributeV2(
  store: V2Store,
  tenant: string,
  entity: V2Entity,
  name: string,
  now: string,
): void {
  if (!Object.hasOwn(entity.attributes, name)) throw attributeMissing();
  const { [name]: _removed, ...attributes } = entity.attributes;
  store.put(tenant, { ...entity, attributes, modifiedAt: now });
}

/** One item of POST /v2/op/update. */
export function applyAction(
  store: V2Store,
  place: V2Place,
  action: V2Action,
  target: { id: string; type: string | undefined; input: V2Input },
  now: string,
): void {
  const { id, type, input } = target;
  const exists =
    store.select(place.tenant, {
      ids: [id],
      types: type === undefined ? undefined : [type],
      paths: [place.path],
    }).length > 0;
  if (!exists && (action === 'append' || action === 'appendStrict')) {
    createV2(store, place, id, type ?? defaultEntityType, input, false, now);
    return;
  }
  const entity = findOne(store, place.tenant, [place.path], id, type);
  if (action === 'append' || action === 'appendStrict')
    appendV2(store, place.tenant, entity, input, action === 'appendStrict', now);
  else if (action === 'update') updateV2(store, place.tenant, entity, input, now);
  else if (action === 'replace') replaceV2(store, place.tenant, entity, input, now);
  else if (Object.keys(input).length === 0) store.delete(place.tenant, entity);
  else {
    let rest = entity;
    for (const name of Object.keys(input)) {
      deleteAttributeV2(store, place.tenant, rest, name, now);
      rest = findOne(store, place.tenant, [place.path], id, entity.type);
    }
  }
}

function withAttributes(entity: V2Entity, input: V2Input, now: string): V2Entity {
  const attributes = { ...entity.attributes };
  for (const [name, attribute] of Object.entries(stamp(input, now))) {
    attributes[name] = { ...attribute, createdAt: entity.attributes[name]?.createdAt ?? now };
  }
  return { ...entity, attributes, modifiedAt: now };
}

function stamp(input: V2Input, now: string): Record<string, V2Attribute> {
  return Object.fromEntries(
    Object.entries(input).map(([name, attribute]) => [
      name,
      { ...attribute, createdAt: now, modifiedAt: now },
    ]),
  );
}
