import { setImmediate } from 'node:timers/promises';
import { MusubiError } from '#core/errors/musubiError.ts';
import { refreshingStaleSearch } from '#db/searchVersion.ts';
import type { Store } from '#db/store.ts';

/**
 * Brings the search index in step with what an exchange has brought, once nobody waits for the exchange any more: step by
 * step, so that others get their turn. Whoever searches before that brings in step what is left, and waits for it.
 * @param signal stops it before the next step
 */
export async function bringSearchInStep(store: Store, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  try {
    for (const _step of refreshingStaleSearch(store)) {
      await setImmediate();
      if (signal?.aborted) return;
    }
  } catch (cause) {
    // An import holds the file, say: the next search does it.
    if (!(cause instanceof MusubiError) || cause.code !== 'STORAGE_LOCKED') throw cause;
  }
}
