import {
  type AttributeInstance,
  type AttributePatch,
  type Attributes,
  type EntityPatch,
  plainMembers,
  type StoredEntity,
} from '#urbanos/ld/model.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';

/** Names that an operation changed, and those that it left alone with the reason (UpdateResult, clause 5.2.18). */
export interface ApplyResult {
  entity: StoredEntity;
  updated: string[];
  notUpdated: Array<{ attributeName: string; reason: string }>;
}

/** A new entity (clause 5.6.1). `now` is ISO 8601. */
export function createEntity(patch: EntityPatch & { id: string }, now: string): StoredEntity {
  const attributes: Attributes = {};
  for (const [name, instances] of Object.entries(patch.attributes)) {
    attributes[name] = instances.map((instance) => newInstance(instance, now));
  }
  return {
    id: patch.id,
    types: patch.types,
    ...(patch.scope ? { scope: patch.scope } : {}),
    ...(patch.expiresAt ? { expiresAt: patch.expiresAt } : {}),
    createdAt: now,
    modifiedAt: now,
    attributes,
  };
}

/** The whole content exchanged, the time of creation kept (clause 5.6.18). */
export function replaceEntity(existing: StoredEntity, patch: EntityPatch, now: string): StoredEntity {
  const types = patch.types.length > 0 ? patch.types : existing.types;
  return { ...createEntity({ ...patch, id: existing.id, types }, now), createdAt: existing.createdAt };
}

/** Append Attributes (clause 5.6.3); with `overwrite` false, what is there stays and is reported. */
export function appendAttributes(
  existing: StoredEntity,
  patch: EntityPatch,
  overwrite: boolean,
  now: string,
): ApplyResult {
  const result = start(existing, patch, now);
  if (patch.scope) {
    const before = existing.scope ?? [];
    result.entity.scope = overwrite ? patch.scope : [...new Set([...before, ...patch.scope])];
  }
  for (const [name, instances] of Object.entries(patch.attributes)) {
    for (const instance of instances) {
      const found = findInstance(result.entity.attributes, name, instance.datasetId);
      if (found !== undefined && !overwrite) {
        result.notUpdated.push({
          attributeName: name,
          reason: 'The attribute exists, and noOverwrite was asked for.',
        });
      } else {
        putInstance(result.entity.attributes, name, newInstance(instance, now, found?.createdAt));
        result.updated.push(name);
      }
    }
  }
  return finish(result);
}

/** Update Attributes (clause 5.6.2): replaces or adds whole attributes; the NGSI-LD Null removes one. */
export function updateAttributes(existing: StoredEntity, patch: EntityPatch, now: string): ApplyResult {
  const result = start(existing, patch, now);
  if (patch.scope === null) delete result.entity.scope;
  else if (patch.scope && existing.scope) result.entity.scope = patch.scope;
  for (const [name, instances] of Object.entries(patch.attributes)) {
    for (const instance of instances) {
      if (instance.erase) removeInstance(result.entity.attributes, name, instance.datasetId);
      else {
        const found = findInstance(result.entity.attributes, name, instance.datasetId);
        putInstance(result.entity.attributes, name, newInstance(instance, now, found?.createdAt));
      }
      result.updated.push(name);
    }
  }
  return finish(result);
}

/** Partial Attribute Update (clause 5.6.4): members given replace those of the instance, the rest stays. */
export function partialUpdate(
  existing: StoredEntity,
  name: string,
  patch: AttributePatch,
  now: string,
): StoredEntity {
  const entity = structuredClone(existing);
  const found = requireInstance(entity, name, patch.datasetId);
  if (patch.type !== undefined && patch.type !== found.type)
    throw badData('The type of an attribute cannot be changed.');
  if (patch.erase) throw badData('A whole attribute is removed with DELETE, not with a null value.');
  if (patch.value !== undefined) found.value = patch.value;
  setMembers(found, patch);
  for (const [subName, instances] of Object.entries(patch.attributes)) {
    found.attributes ??= {};
    for (const instance of instances) {
      if (instance.erase) removeInstance(found.attributes, subName, instance.datasetId);
      else putInstance(found.attributes, subName, newInstance(instance, now));
    }
    if (Object.keys(found.attributes).length === 0) delete found.attributes;
  }
  found.modifiedAt = now;
  entity.modifiedAt = now;
  return entity;
}

/** Replace Attribute (clause 5.6.19). */
export function replaceAttribute(
  existing: StoredEntity,
  name: string,
  patches: AttributePatch[],
  now: string,
): StoredEntity {
  const entity = structuredClone(existing);
  for (const patch of patches) {
    const found = requireInstance(entity, name, patch.datasetId);
    putInstance(entity.attributes, name, newInstance(patch, now, found.createdAt));
  }
  entity.modifiedAt = now;
  return entity;
}

/** Which instances of an attribute Delete Attribute is about. */
export type DeleteTarget = { all: true } | { all: false; datasetId: string | undefined };

/** Delete Attribute (clause 5.6.5). */
export function deleteAttribute(
  existing: StoredEntity,
  name: string,
  target: DeleteTarget,
  now: string,
): StoredEntity {
  const entity = structuredClone(existing);
  if (target.all) {
    if (entity.attributes[name] === undefined) throw notFound(name, undefined);
    delete entity.attributes[name];
  } else {
    requireInstance(entity, name, target.datasetId);
    removeInstance(entity.attributes, name, target.datasetId);
  }
  entity.modifiedAt = now;
  return entity;
}

/** A stored instance from what a request says in full. */
export function newInstance(patch: AttributePatch, now: string, createdAt: string = now): AttributeInstance {
  const instance: AttributeInstance = {
    type: patch.type ?? 'Property',
    value: patch.value ?? null,
    ...(patch.datasetId === undefined ? {} : { datasetId: patch.datasetId }),
    createdAt,
    modifiedAt: now,
  };
  setMembers(instance, patch);
  const attributes: Attributes = {};
  for (const [name, instances] of Object.entries(patch.attributes)) {
    const kept = instances.filter((inner) => !inner.erase).map((inner) => newInstance(inner, now));
    if (kept.length > 0) attributes[name] = kept;
  }
  if (Object.keys(attributes).length > 0) instance.attributes = attributes;
  return instance;
}

/** Sets or removes the plain members that a request names. */
export function setMembers(instance: AttributeInstance, patch: AttributePatch): void {
  for (const key of plainMembers) {
    const value = patch.members[key];
    if (value === null) delete instance[key];
    else if (value !== undefined) instance[key] = value;
  }
}

export function findInstance(
  attributes: Attributes,
  name: string,
  datasetId: string | undefined,
): AttributeInstance | undefined {
  return attributes[name]?.find((instance) => instance.datasetId === datasetId);
}

/** Puts an instance in the place of the one with the same datasetId, or adds it. */
export function putInstance(attributes: Attributes, name: string, instance: AttributeInstance): void {
  const list = attributes[name] ?? [];
  const index = list.findIndex(({ datasetId }) => datasetId === instance.datasetId);
  if (index < 0) list.push(instance);
  else list[index] = instance;
  attributes[name] = list;
}

export function removeInstance(attributes: Attributes, name: string, datasetId: string | undefined): void {
  const rest = attributes[name]?.filter((instance) => instance.datasetId !== datasetId) ?? [];
  if (rest.length === 0) delete attributes[name];
  else attributes[name] = rest;
}

/** A copy to change, with the types of the request added: no operation but replace takes a type away. */
export function start(existing: StoredEntity, patch: EntityPatch, now: string): ApplyResult {
  const entity = structuredClone(existing);
  entity.types = [...new Set([...existing.types, ...patch.types])];
  if (patch.expiresAt === null) delete entity.expiresAt;
  else if (patch.expiresAt !== undefined) entity.expiresAt = patch.expiresAt;
  entity.modifiedAt = now;
  return { entity, updated: [], notUpdated: [] };
}

export function finish(result: ApplyResult): ApplyResult {
  return { ...result, updated: [...new Set(result.updated)] };
}

function requireInstance(
  entity: StoredEntity,
  name: string,
  datasetId: string | undefined,
): AttributeInstance {
  const found = findInstance(entity.attributes, name, datasetId);
  if (found === undefined) throw notFound(name, datasetId);
  return found;
}

function notFound(name: string, datasetId: string | undefined): Problem {
  const which = datasetId === undefined ? '' : ` with datasetId ${datasetId}`;
  return new Problem('ResourceNotFound', `The entity has no attribute ${name}${which}.`);
}
