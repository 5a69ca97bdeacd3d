import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus } from '../corpus/corpus.ts';
import type { SyntheticRecord } from '../corpus/syntheticRecords.ts';
import { openBenchRegistry } from '../parts/registry.ts';
import { edits } from './edits.ts';
import { musubiSide } from './ours.ts';
import { pouchSide } from './pouch.ts';
import type { Device, SyncSide } from './side.ts';
import type { Crossed } from './wire.ts';

export const syncParts = ['changes', 'operations', 'nothing', 'push'] as const;
export type SyncPart = (typeof syncParts)[number];

export interface SyncTime extends Crossed {
  readonly part: SyncPart;
  readonly side: string;
  /** Milliseconds added to each request and its answer together. */
  readonly latency: number;
  readonly wall: number;
  /** Of the device's process; the endpoint has its own. */
  readonly processor: number;
  /** Of the clock's milliseconds, those after all but a hundredth of what came had come. */
  readonly afterTransfer: number;
}

export interface SyncSizes {
  readonly changes: number;
  readonly operations: number;
  readonly push: number;
}

const editedRecords = 1_000;
const operationsPerRecord = 16;
/** What stands at the endpoint already where nothing, or something new, is exchanged. */
const standingEdits = 1_000;

/** One part at every latency, on both sides in one run. That the same arrived is looked at before a time counts. */
export async function measureSync(
  parent: string,
  corpus: Corpus,
  part: SyncPart,
  latencies: readonly number[],
  sizes: SyncSizes,
  say: (line: string) => void,
): Promise<SyncTime[]> {
  const directory = join(parent, `sync-${part}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const empty = join(directory, 'empty');
  mkdirSync(empty);
  const services = await openBenchRegistry(empty);
  const ids = services.store.statements
    .all<{ id: string }>(
      "SELECT id FROM record WHERE visibility = 'public' ORDER BY id LIMIT ?",
      editedRecords,
    )
    .map(({ id }) => id);
  services.store.database.pragma('wal_checkpoint(TRUNCATE)');
  services.close();
  const times: SyncTime[] = [];
  for (const start of [musubiSide, pouchSide]) {
    const home = join(directory, start.name);
    mkdirSync(home);
    const side = await start(home, empty);
    try {
      const measured = await measureSide(side, ids, corpus, part, latencies, sizes);
      times.push(...measured);
      for (const { latency, wall } of measured)
        say(`${part}, ${side.name}, ${latency} ms: ${Math.round(wall)} ms`);
    } finally {
      await side.endpoint.stop();
    }
  }
  rmSync(directory, { recursive: true, force: true });
  return times;
}

async function measureSide(
  side: SyncSide,
  ids: readonly string[],
  corpus: Corpus,
  part: SyncPart,
  latencies: readonly number[],
  sizes: SyncSizes,
): Promise<SyncTime[]> {
  const writer = await side.device('writer');
  const given = [...edits(ids, part === 'changes' ? sizes.changes : standingEdits, 'first')];
  const records: SyntheticRecord[] = [];
  if (part === 'operations') {
    const count = Math.ceil(sizes.operations / operationsPerRecord);
    // What is not everybody's stays out of this comparison: the other side has no classes.
    for (const { id, kind, values } of corpus.synthetic(count))
      records.push({ id, kind, values: { ...values, visibility: 'public' } });
    await writer.add(records);
  } else await writer.edit(given);
  await writer.push();
  const times: SyncTime[] = [];
  for (const latency of latencies) {
    const reader = await side.device(`reader-${latency}`);
    if (part === 'nothing' || part === 'push') await reader.exchange();
    if (part === 'nothing') await reader.exchange();
    const more = part === 'push' ? [...edits(ids, sizes.push, `more-${latency}`)] : [];
    await reader.edit(more);
    await side.endpoint.delay(latency);
    const work = {
      changes: reader.pull,
      operations: reader.pull,
      nothing: reader.exchange,
      push: reader.push,
    }[part];
    const time = await timed(work);
    const crossed = await side.endpoint.take();
    await side.endpoint.delay(0);
    await compare(part === 'push' ? writer : reader, part === 'push');
    const afterTransfer = Math.max(0, time.ended - crossed.transferred);
    times.push({ part, side: side.name, latency, ...time, ...crossed, afterTransfer });
    await reader.close();

    async function compare(device: Device, isSent: boolean) {
      if (isSent) await device.pull();
      if (part === 'operations') assert.equal(await device.records(records), records.length);
      else assert.equal(await device.texts([...given, ...more]), given.length + more.length);
    }
  }
  await writer.close();
  return times;
}

interface Timed {
  readonly wall: number;
  readonly processor: number;
  /** Milliseconds since the epoch. */
  readonly ended: number;
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const usage = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  const ended = Date.now();
  const { user, system } = process.cpuUsage(usage);
  return { wall, processor: (user + system) / 1000, ended };
}
