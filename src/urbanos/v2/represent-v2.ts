import type { Json, JsonObject } from '#urbanos/json.ts';
import type { V2Attribute, V2Entity } from '#urbanos/v2/v2-model.ts';

/** How NGSIv2 entities are shown; `names` as in the `attrs` parameter, undefined for all. */
export interface V2View {
  mode: 'normalized' | 'keyValues' | 'values' | 'unique';
  names: string[] | undefined;
}

/** An entity in the wanted form: an object, or a list of values. */
export function representV2(entity: V2Entity, view: V2View): Json {
  const attributes = selectAttributes(entity, view.names);
  if (view.mode === 'values') return attributes.map(([, attribute]) => attribute.value);
  if (view.mode === 'unique') {
    const seen = new Map(attributes.map(([, { value }]) => [JSON.stringify(value), value]));
    return [...seen.values()];
  }
  const result: JsonObject = { id: entity.id, type: entity.type };
  for (const [name, attribute] of attributes) {
    result[name] = view.mode === 'keyValues' ? attribute.value : representV2Attribute(attribute);
  }
  return result;
}

/** One attribute in full. */
export function representV2Attribute(
  attribute: Pick<V2Attribute, 'type' | 'value' | 'metadata'>,
): JsonObject {
  const metadata = Object.fromEntries(
    Object.entries(attribute.metadata).map(([name, item]) => [name, { ...item }]),
  );
  return { type: attribute.type, value: attribute.value, metadata };
}

type Shown = Pick<V2Attribute, 'type' | 'value' | 'metadata'>;

function selectAttributes(entity: V2Entity, names: string[] | undefined): Array<[string, Shown]> {
  const all: Array<[string, Shown]> = Object.entries(entity.attributes);
  if (names === undefined) return all;
  const builtin = new Map<string, Shown>([
    ['dateCreated', { type: 'DateTime', value: entity.createdAt, metadata: {} }],
    ['dateModified', { type: 'DateTime', value: entity.modifiedAt, metadata: {} }],
    ['servicePath', { type: 'Text', value: entity.path, metadata: {} }],
  ]);
  return names.flatMap((name): Array<[string, Shown]> => {
    if (name === '*') return all.filter(([other]) => !names.includes(other));
    const found = builtin.get(name) ?? all.find(([other]) => other === name)?.[1];
    return found === undefined ? [] : [[name, found]];
  });
}
