import { editMany } from '#host/registry/bulkEdit.ts';
import { RegistryReader } from '#host/registry/reader.ts';
import { undoChange } from '#host/registry/undoChange.ts';
import type { HostServices } from '#host/services.ts';
import { fastest } from '../parts/measure.ts';
import { openBenchRegistry } from '../parts/registry.ts';
import { type ListRegistry, listedKind } from './listRegistry.ts';

export interface ListTime {
  readonly size: number;
  readonly what: string;
  /** Milliseconds, by the clock and of the processor. */
  readonly wall: number;
  readonly processor: number;
}

const rounds = 3;
const rows = 100;
/** Records of the bulk edit; the same at every size, so that the slope says what the length of the list costs. */
const edited = 1_000;

const question = {
  kind: listedKind,
  where: [],
  limit: rows,
  offset: 0,
  audience: 'private',
  language: 'en',
  facets: [],
} as const satisfies Parameters<HostServices['reader']['list']>[0];

/** What the host takes for each thing that a long list asks of it, the slowest first use included. */
export async function measureListTimes({ size, directory }: ListRegistry): Promise<ListTime[]> {
  const services = await openBenchRegistry(directory);
  const { statements } = services.store;
  const times: ListTime[] = [];
  const time = (what: string, work: () => unknown) => times.push({ size, what, ...fastest(rounds, work) });
  const middle = Math.floor(size / 2);
  const fresh = () => new RegistryReader(statements);
  time('first page', () => fresh().list(question));
  time('a page in the middle, read first', () => fresh().list({ ...question, offset: middle }));
  const reading = fresh();
  reading.list({ ...question, offset: middle });
  let place = middle;
  time('the next page', () => {
    place += rows;
    reading.list({ ...question, offset: place });
  });
  const byAbout = { field: 'about', direction: 'ascending' } as const;
  time('first page in another order', () => fresh().list({ ...question, sort: byAbout }));
  time('the middle in another order', () => fresh().list({ ...question, sort: byAbout, offset: middle }));
  const narrowed = [{ field: 'country', operator: 'is', values: ['VN'] }] as const;
  time('first page of a filter', () => fresh().list({ ...question, where: narrowed }));
  time('counts of a field', () => fresh().list({ ...question, limit: 0, facets: ['about'] }));
  time('headings, and the first page under them', () => fresh().list({ ...question, group: 'about' }));
  times.push(...(await bulkTimes(services, size)));
  services.close();
  return times;
}

async function bulkTimes(services: HostServices, size: number): Promise<ListTime[]> {
  const ids = services.reader.ids({ ...question, limit: edited });
  const clock = async <Result>(what: string, work: () => Promise<Result>) => {
    const usage = process.cpuUsage();
    const started = performance.now();
    const result = await work();
    const wall = performance.now() - started;
    const { user, system } = process.cpuUsage(usage);
    return { result, time: { size, what, wall, processor: (user + system) / 1000 } };
  };
  const edit = { type: 'set', field: 'confidence', value: 'general' } as const;
  const done = await clock(`one edit of ${edited.toLocaleString('en')} records`, () =>
    editMany(services, { kind: listedKind, ids, edit, language: 'en' }),
  );
  const undone = await clock('its undo', () =>
    undoChange(services, done.result.changeId ?? '', { actor: services.actor, language: 'en' }),
  );
  return [done.time, undone.time];
}
