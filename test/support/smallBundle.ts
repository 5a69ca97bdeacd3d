import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleManifest } from '#db/bundledData/bundle.ts';

/** Of these all: tests count cities, and every city names its country. */
const wholeFiles: readonly string[] = ['cities.json', 'countries.json'];
const rowsKept = 3;

type Row = Readonly<Record<string, unknown>> & { readonly id?: string };

/**
 * Writes bundled data of the same version and form, with a few records of each kind that name none of those left
 * out: for tests in which every exchange would carry the whole bundle and is about something else.
 * @param from the resources of the app
 * @returns a resources directory made inside `into`
 */
export function writeSmallBundle(from: string, into: string): string {
  const data = join(into, 'resources', 'data');
  mkdirSync(data, { recursive: true });
  const read = (file: string): unknown => JSON.parse(readFileSync(join(from, 'data', file), 'utf8'));
  const write = (file: string, content: unknown) => writeFileSync(join(data, file), JSON.stringify(content));
  const files = readdirSync(join(from, 'data')).filter(
    (name) => name.endsWith('.json') && name !== 'bundle.json',
  );
  const kept = new Map<string, readonly Row[]>();
  const left = new Set<string>();
  for (const file of files) {
    const rows = read(file) as readonly Row[];
    const count = wholeFiles.includes(file) ? rows.length : rowsKept;
    kept.set(file, rows.slice(0, count));
    for (const { id } of rows.slice(count)) if (id) left.add(id);
  }
  for (const [file, rows] of kept) write(file, withoutNames(rows, left));
  write('bundle.json', { ...(read('bundle.json') as BundleManifest), changes: [] });
  return join(into, 'resources');
}

/** A value without the ids that it names. */
function withoutNames(value: unknown, ids: ReadonlySet<string>): unknown {
  if (Array.isArray(value))
    return value.filter((member) => !ids.has(member as string)).map((member) => withoutNames(member, ids));
  if (value === null || typeof value !== 'object') return ids.has(value as string) ? null : value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !ids.has(name))
      .map(([name, member]) => [name, withoutNames(member, ids)]),
  );
}
