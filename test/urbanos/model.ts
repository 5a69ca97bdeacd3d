import type { Json, JsonObject } from '#urbanos/json.ts';

/** Values are small flat objects, so that merging differs from replacing. */
export type Value = Record<string, number>;
/** One attribute: the value of each dataset; "" is the default instance. */
export type Instances = Map<string, Value>;

/** What the specification says that operations do, over nothing but maps. */
export class EntityModel {
  readonly entities = new Map<string, Map<string, Instances>>();

  create(id: string, attributes: Map<string, Instances>): number {
    if (this.entities.has(id)) return 409;
    this.entities.set(id, clone(attributes));
    return 201;
  }

  replace(id: string, attributes: Map<string, Instances>): number {
    if (!this.entities.has(id)) return 404;
    this.entities.set(id, clone(attributes));
    return 204;
  }

  /** Append or update; without overwriting, what is there stays. */
  put(id: string, attributes: Map<string, Instances>, overwrite: boolean): number {
    const entity = this.entities.get(id);
    if (entity === undefined) return 404;
    let status = 204;
    for (const [name, instances] of clone(attributes)) {
      const target = entity.get(name) ?? new Map();
      for (const [dataset, value] of instances) {
        if (!overwrite && target.has(dataset)) status = 207;
        else target.set(dataset, value);
      }
      entity.set(name, target);
    }
    return status;
  }

  merge(id: string, attributes: Map<string, Instances>): number {
    const entity = this.entities.get(id);
    if (entity === undefined) return 404;
    for (const [name, instances] of attributes) {
      const target = entity.get(name) ?? new Map<string, Value>();
      for (const [dataset, value] of instances) target.set(dataset, { ...target.get(dataset), ...value });
      entity.set(name, target);
    }
    return 204;
  }

  setInstance(id: string, name: string, dataset: string, value: Value): number {
    const instances = this.entities.get(id)?.get(name);
    if (!instances?.has(dataset)) return 404;
    instances.set(dataset, { ...value });
    return 204;
  }

  deleteInstance(id: string, name: string, dataset: string | undefined): number {
    const entity = this.entities.get(id);
    const instances = entity?.get(name);
    if (entity === undefined || instances === undefined) return 404;
    if (dataset === undefined) entity.delete(name);
    else if (!instances.delete(dataset)) return 404;
    if (instances.size === 0) entity.delete(name);
    return 204;
  }

  delete(id: string): number {
    return this.entities.delete(id) ? 204 : 404;
  }

  /** Everything, in the form of `readState`. */
  state(): Json {
    return Object.fromEntries(
      [...this.entities]
        .sort(byKey)
        .map(([id, attributes]) => [
          id,
          Object.fromEntries(
            [...attributes]
              .sort(byKey)
              .map(([name, instances]) => [name, Object.fromEntries([...instances].sort(byKey))]),
          ),
        ]),
    );
  }
}

/** The body that says these attributes in normalized form. */
export function toBody(attributes: Map<string, Instances>): JsonObject {
  return Object.fromEntries(
    [...attributes].map(([name, instances]) => [
      name,
      [...instances].map(([dataset, value]) => instanceBody(dataset, value)),
    ]),
  );
}

/** One instance in normalized form. */
export function instanceBody(dataset: string, value: Value): JsonObject {
  return { type: 'Property', value, ...(dataset === '' ? {} : { datasetId: dataset }) };
}

/** The state that a query answered, in the form of `EntityModel.state`. */
export function readState(entities: JsonObject[]): Json {
  const read = (entity: JsonObject): [string, Json] => {
    const { id, type: _type, ...attributes } = entity;
    const instances = Object.entries(attributes).map(([name, raw]): [string, Json] => {
      const list = (Array.isArray(raw) ? raw : [raw]) as JsonObject[];
      return [
        name,
        Object.fromEntries(
          list.map((item): [string, Json] => [String(item.datasetId ?? ''), item.value ?? null]).sort(byKey),
        ),
      ];
    });
    return [String(id), Object.fromEntries(instances.sort(byKey))];
  };
  return Object.fromEntries(entities.map(read).sort(byKey));
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function clone(attributes: Map<string, Instances>): Map<string, Instances> {
  return structuredClone(attributes);
}
