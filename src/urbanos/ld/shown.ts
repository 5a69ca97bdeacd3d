import { coreContext } from '#urbanos/ld/context.ts';
import type { Attributes, StoredEntity } from '#urbanos/ld/model.ts';
import { type RepresentOptions, representEntity } from '#urbanos/ld/represent.ts';

const plain: RepresentOptions = {
  context: coreContext,
  representation: 'normalized',
  systemAttributes: false,
};

/** The JSON text of an entity for whoever asks for nothing in particular; undefined when parts of it expire by themselves. */
export function shownText(entity: StoredEntity): string | undefined {
  if (entity.expiresAt !== undefined || hasExpiring(entity.attributes)) return undefined;
  return JSON.stringify(representEntity(entity, plain));
}

/** Whether an answer of that shape shows entities as `shownText` does. */
export function isPlain(options: RepresentOptions): boolean {
  const { context, representation, systemAttributes, ...narrowing } = options;
  if (context !== coreContext || representation !== 'normalized' || systemAttributes) return false;
  return Object.values(narrowing).every((value) => value === undefined);
}

function hasExpiring(attributes: Attributes): boolean {
  return Object.values(attributes).some((instances) =>
    instances.some((instance) => instance.expiresAt !== undefined),
  );
}
