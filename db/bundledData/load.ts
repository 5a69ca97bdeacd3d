import { createHash } from 'node:crypto';
import { finish } from '../finish.ts';
import { readMeta, writeMeta } from '../meta.ts';
import type { Store } from '../store.ts';
import { type Bundle, readBundle, readManifest } from './bundle.ts';
import { bundledOperations } from './operations.ts';

const versionKey = 'bundle.version';
export const bundleActor = 'bundle';

export interface BundleLoad {
  readonly loaded: boolean;
  /** Operations that this file did not know yet. */
  readonly operations: number;
}

/**
 * Fills an empty registry from the bundled data, or brings corrections of a later bundle. What a person
 * changed stays: their operation is newer and remains a head, and the bundle's value beside it is
 * offered. Repeating it changes nothing.
 */
export function loadBundledData(store: Store, directory: string): BundleLoad {
  return store.write(() => finish(loadingBundledData(store, directory)));
}

/** The same in steps, each with the share that is done, 0 … 1; the caller holds the transaction. */
export function* loadingBundledData(store: Store, directory: string): Generator<number, BundleLoad, void> {
  if (!isBundleNewer(store, directory)) return { loaded: false, operations: 0 };
  return yield* loadingBundle(store, readBundle(directory));
}

export function isBundleNewer(store: Store, directory: string): boolean {
  return bundleVersion(store) < readManifest(directory).version;
}

/** The version of the bundled data that this registry has; 0 before the first load. */
export function bundleVersion(store: Store): number {
  return Number(readMeta(store.statements, versionKey) ?? 0);
}

export function loadBundle(store: Store, bundle: Bundle): BundleLoad {
  return store.write(() => finish(loadingBundle(store, bundle)));
}

function* loadingBundle(store: Store, bundle: Bundle): Generator<number, BundleLoad, void> {
  const { version, published } = bundle.manifest;
  if (bundleVersion(store) >= version) return { loaded: false, operations: 0 };
  const has = store.statements.prepare('SELECT 1 FROM operation WHERE id = ?');
  const fresh = bundledOperations(bundle).filter((operation) => !has.get(operation.id));
  const sequence = store.ledger.insertChange({
    id: `00000000${version.toString(16).padStart(4, '0')}-0000-${digestOf(version, published)}`,
    at: `${published}T00:00:00.000Z`,
    actor: bundleActor,
    origin: 'bundled',
  });
  // Each operation once into the log, and once, on the way of its record, into the rows.
  const records = new Set(fresh.map(({ recordId }) => recordId)).size;
  const whole = fresh.length + records;
  let done = 0;
  for (const operation of fresh) {
    store.ledger.insertOperation(sequence, operation, null);
    done += 1;
    yield done / whole;
  }
  for (const _row of store.refreshing(fresh)) {
    done += 1;
    yield Math.min(1, done / whole);
  }
  writeMeta(store.statements, versionKey, String(version));
  return { loaded: true, operations: fresh.length };
}

function digestOf(version: number, published: string): string {
  return createHash('sha256').update(`bundle ${version} ${published}`).digest('hex').slice(0, 16);
}
