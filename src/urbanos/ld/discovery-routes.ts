import type { FastifyReply } from 'fastify';
import type { Json, JsonObject } from '#urbanos/json.ts';
import type { LdContext } from '#urbanos/ld/context.ts';
import type { LdExchange } from '#urbanos/ld/exchange.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';

/** Handlers of the discovery of types and attributes (clauses 5.7.5 to 5.7.10). */

/** What is known about one attribute name, over all entities or over those of one type. */
interface AttributeUse {
  count: number;
  attributeTypes: Set<string>;
  entityTypes: Set<string>;
}

export function listTypes(exchange: LdExchange): FastifyReply {
  const { context, media, details } = begin(exchange, 'details');
  const types = new Map<string, Set<string>>();
  for (const entity of exchange.services.entities.select(exchange.tenant, {})) {
    for (const type of entity.types) {
      const names = types.get(type) ?? new Set();
      for (const name of Object.keys(entity.attributes)) names.add(name);
      types.set(type, names);
    }
  }
  if (!details)
    return exchange.send(
      summary('EntityTypeList', 'typeList', compactSorted(types.keys(), context)),
      context,
      media,
    );
  const list = [...types].map(([type, names]): JsonObject => {
    return {
      id: type,
      type: 'EntityType',
      typeName: context.compact(type),
      attributeNames: compactSorted(names, context),
    };
  });
  return exchange.send(sortById(list), context, media);
}

export function describeType(exchange: LdExchange): FastifyReply {
  const { context, media } = begin(exchange);
  const type = context.expand(pathName(exchange));
  let entityCount = 0;
  const uses = new Map<string, AttributeUse>();
  for (const entity of exchange.services.entities.select(exchange.tenant, { types: [type] })) {
    entityCount += 1;
    collectUses(entity, uses);
  }
  if (entityCount === 0) throw new Problem('ResourceNotFound', `There is no entity of type ${type}.`);
  const attributeDetails = [...uses].map(([name, use]): JsonObject => {
    const attributeTypes = [...use.attributeTypes].sort();
    return { id: name, type: 'Attribute', attributeName: context.compact(name), attributeTypes };
  });
  const body = { id: type, type: 'EntityTypeInfo', typeName: context.compact(type), entityCount };
  return exchange.send({ ...body, attributeDetails: sortById(attributeDetails) }, context, media);
}

export function listAttributes(exchange: LdExchange): FastifyReply {
  const { context, media, details } = begin(exchange, 'details');
  const uses = allUses(exchange);
  if (!details)
    return exchange.send(
      summary('AttributeList', 'attributeList', compactSorted(uses.keys(), context)),
      context,
      media,
    );
  const list = [...uses].map(([name, use]): JsonObject => {
    const typeNames = compactSorted(use.entityTypes, context);
    return { id: name, type: 'Attribute', attributeName: context.compact(name), typeNames };
  });
  return exchange.send(sortById(list), context, media);
}

export function describeAttribute(exchange: LdExchange): FastifyReply {
  const { context, media } = begin(exchange);
  const name = context.expand(pathName(exchange));
  const use = allUses(exchange).get(name);
  if (use === undefined) throw new Problem('ResourceNotFound', `No entity has an attribute ${name}.`);
  return exchange.send(
    {
      id: name,
      type: 'Attribute',
      attributeName: context.compact(name),
      attributeCount: use.count,
      attributeTypes: [...use.attributeTypes].sort(),
      typeNames: compactSorted(use.entityTypes, context),
    },
    context,
    media,
  );
}

function begin(
  exchange: LdExchange,
  ...parameters: string[]
): { context: LdContext; media: string; details: boolean } {
  exchange.allowParameters(...parameters);
  const media = exchange.accept();
  const context = exchange.linkedContext();
  const details = exchange.flag('details');
  exchange.requireTenant();
  return { context, media, details };
}

function pathName(exchange: LdExchange): string {
  const { name } = exchange.request.params as { name?: string };
  if (name === undefined || name === '') throw badData('The name in the path is missing.');
  return name;
}

function allUses(exchange: LdExchange): Map<string, AttributeUse> {
  const uses = new Map<string, AttributeUse>();
  for (const entity of exchange.services.entities.select(exchange.tenant, {})) collectUses(entity, uses);
  return uses;
}

function collectUses(
  entity: { types: string[]; attributes: Record<string, Array<{ type: string }>> },
  uses: Map<string, AttributeUse>,
): void {
  for (const [name, instances] of Object.entries(entity.attributes)) {
    const use = uses.get(name) ?? { count: 0, attributeTypes: new Set(), entityTypes: new Set() };
    use.count += instances.length;
    for (const { type } of instances) use.attributeTypes.add(type);
    for (const type of entity.types) use.entityTypes.add(type);
    uses.set(name, use);
  }
}

function summary(type: string, key: string, list: Json[]): JsonObject {
  return { id: `urn:ngsi-ld:${type}:${crypto.randomUUID()}`, type, [key]: list };
}

function compactSorted(names: Iterable<string>, context: LdContext): string[] {
  return [...names].map((name) => context.compact(name)).sort();
}

function sortById(list: JsonObject[]): JsonObject[] {
  return list.sort((left, right) => (String(left.id) < String(right.id) ? -1 : 1));
}
