import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundledFile, type BundledRecord, bundledFiles, convertRow } from './convert.ts';

/** A fact that a later version of the bundle corrected; it lets every device build the same chain of operations. */
export interface BundleChange {
  /** The first version that states `after`. */
  readonly version: number;
  readonly record: string;
  readonly field: string;
  /** Values of the whole field before and after; absent = the field (or the record) was not there. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface BundleManifest {
  readonly version: number;
  /** ISO date that bundled records carry as theirs. */
  readonly published: string;
  readonly changes: readonly BundleChange[];
}

export interface Bundle {
  readonly manifest: BundleManifest;
  readonly records: readonly BundledRecord[];
}

export function readManifest(directory: string): BundleManifest {
  return JSON.parse(readFileSync(join(directory, 'bundle.json'), 'utf8'));
}

/** Reads the bundled data from `resources/data`. */
export function readBundle(directory: string): Bundle {
  const records = (Object.keys(bundledFiles) as BundledFile[]).flatMap((file) => {
    const rows = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Record<string, unknown>[];
    return rows.flatMap((row) => convertRow(file, row));
  });
  return { manifest: readManifest(directory), records };
}
