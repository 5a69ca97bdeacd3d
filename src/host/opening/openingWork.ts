import { randomUUID } from 'node:crypto';
import { isBundleNewer, loadingBundledData } from '#db/bundledData/load.ts';
import { readMeta, writeMeta } from '#db/meta.ts';
import { isSearchIndexCurrent, rebuildingSearchIndex } from '#db/searchVersion.ts';
import type { Store } from '#db/store.ts';

/** One transaction of an opening. */
export interface OpeningPart {
  /** How long it takes beside the other parts. */
  readonly weight: number;
  /** Each step is the share of this part that is done, 0 … 1. */
  steps(): Generator<number, unknown, void>;
}

export const actorKey = 'device.actor';

/** By measurement: to fill a new registry takes about as long as to index it; to index, much longer than to make lists. */
const weights = { lists: 1, search: 6, bundle: 1 };

/** What has to be done to an open file before it can be read; nothing for most. */
export function openingWork(store: Store, bundleDirectory: string): OpeningPart[] {
  if (readMeta(store.statements, actorKey) === undefined) {
    return [{ weight: 1, steps: () => filling(store, bundleDirectory) }];
  }
  const parts: OpeningPart[] = [];
  if (!store.areListsInStep) parts.push({ weight: weights.lists, steps: () => store.bringingListsInStep() });
  if (!isSearchIndexCurrent(store))
    parts.push({ weight: weights.search, steps: () => rebuildingSearchIndex(store) });
  if (isBundleNewer(store, bundleDirectory))
    parts.push({ weight: weights.bundle, steps: () => loadingBundledData(store, bundleDirectory) });
  return parts;
}

/** The bundled data into an empty file, in one transaction with who writes here: a file that has the one has both. */
function* filling(store: Store, bundleDirectory: string): Generator<number, void, void> {
  yield* scaled(store.bringingListsInStep(), 0, 0.01);
  // Indexed once, when all names are known, instead of again with every name that comes later.
  yield* scaled(store.search.pausing(loadingBundledData(store, bundleDirectory)), 0.01, 0.5);
  yield* scaled(rebuildingSearchIndex(store), 0.5, 1);
  writeMeta(store.statements, actorKey, `device-${randomUUID()}`);
}

function* scaled<Result>(
  steps: Generator<number, Result, void>,
  from: number,
  to: number,
): Generator<number, Result, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + step.value * (to - from);
  }
}
