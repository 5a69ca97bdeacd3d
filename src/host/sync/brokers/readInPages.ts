import { EndpointFailure } from '#core/sync/endpointFailure.ts';

/** A broker that takes fewer names at once says so in one of these ways, or with an answer beyond our limit. */
const tooManyNames = [400, 413, 414, 431];

/**
 * Asks by name in pages that the broker takes: halved whenever it refuses, down to one.
 * @param size how many names to ask for at once
 * @returns the entities, and the size that the broker took
 */
export async function readInPages<Found extends { readonly id: string }>(
  ids: readonly string[],
  size: number,
  ask: (ids: readonly string[]) => Promise<Found[]>,
): Promise<{ found: Map<string, Found>; size: number }> {
  const found = new Map<string, Found>();
  let taken = size;
  for (let at = 0; at < ids.length; ) {
    const page = ids.slice(at, at + taken);
    try {
      for (const entity of await ask(page)) if (page.includes(entity.id)) found.set(entity.id, entity);
      at += page.length;
    } catch (cause) {
      if (!(cause instanceof EndpointFailure) || taken === 1) throw cause;
      const refused = cause.kind === 'tooLarge' || tooManyNames.includes(cause.status ?? 0);
      if (!refused) throw cause;
      taken = Math.max(1, Math.floor(Math.min(taken, page.length) / 2));
    }
  }
  return { found, size: taken };
}
