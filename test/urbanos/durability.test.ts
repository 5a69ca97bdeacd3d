import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { call, ld } from '#test/urbanos/support.ts';
import { startUrbanOs } from '#urbanos/index.ts';
import { databaseFileName, openDatabase } from '#urbanos/store/database.ts';

const directory = mkdtempSync(join(tmpdir(), 'urban-os-durability-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const script = fileURLToPath(new URL('./durability-child.ts', import.meta.url));

async function serve(dataDirectory: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [script, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('The child has no output.');
  for await (const url of createInterface(child.stdout)) return { child, url };
  throw new Error('The child ended before it served.');
}

/** Writes until the connection breaks; what was acknowledged goes into `acknowledged` as id to highest value. */
async function writer(
  url: string,
  prefix: string,
  acknowledged: Map<string, number>,
  stopped: () => boolean,
): Promise<void> {
  for (let number = 0; !stopped(); number += 1) {
    const id = `urn:w:${prefix}-${number}`;
    try {
      const made = await call(url, 'POST', ld('/entities'), { id, type: 'W', n: 0 });
      if (made.status !== 201) throw new Error(`Not created: ${made.text}`);
      acknowledged.set(id, 0);
      const changed = await call(url, 'PATCH', ld(`/entities/${id}`), { n: 1 });
      if (changed.status === 204) acknowledged.set(id, 1);
      const batch = [
        { id, type: 'W', n: 2 },
        { id: `${id}-b`, type: 'W', n: 2 },
      ];
      const upserted = await call(url, 'POST', ld('/entityOperations/upsert'), batch);
      if (upserted.status !== 201) continue;
      acknowledged.set(id, 2);
      acknowledged.set(`${id}-b`, 2);
    } catch (error) {
      if (stopped()) return;
      throw error;
    }
  }
}

it('every acknowledged write is there after kill -9, again and again', async () => {
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < 3; round += 1) {
    const { child, url } = await serve(directory);
    let killed = false;
    const writers = [0, 1, 2, 3].map((number) =>
      writer(url, `${round}-${number}`, acknowledged, () => killed),
    );
    const before = acknowledged.size;
    while (acknowledged.size < before + 40) await new Promise((resolve) => setTimeout(resolve, 5));
    const exited = once(child, 'exit');
    killed = true;
    child.kill('SIGKILL');
    await exited;
    await Promise.all(writers);
  }
  const running = await startUrbanOs({ port: 0, dataDirectory: directory, warn: () => undefined });
  try {
    for (const [id, least] of acknowledged) {
      const answer = await call(running.url, 'GET', ld(`/entities/${id}`, { options: 'keyValues' }));
      expect(answer.status, id).toBe(200);
      expect(Number(answer.object.n), id).toBeGreaterThanOrEqual(least);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(120);
  } finally {
    await running.close();
  }
});

it('writes through to the disk and passes the integrity check', () => {
  const database = new Database(join(directory, databaseFileName), { readonly: true });
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
  const opened = openDatabase(directory);
  expect(opened.pragma('synchronous', { simple: true })).toBe(2);
  opened.close();
});

it('answers running requests before it closes, and opens again with the same data', async () => {
  const data = join(directory, 'closing');
  const first = await startUrbanOs({ port: 0, dataDirectory: data, warn: () => undefined });
  const writes = Array.from({ length: 20 }, (_, number) =>
    call(first.url, 'POST', ld('/entities'), { id: `urn:c:${number}`, type: 'C' }),
  );
  await Promise.all(writes);
  await first.close();
  await expect(call(first.url, 'GET', ld('/types'))).rejects.toThrow();
  const second = await startUrbanOs({ port: 0, dataDirectory: data, warn: () => undefined });
  const answer = await call(second.url, 'GET', ld('/entities', { type: 'C', limit: '0', count: 'true' }));
  expect(answer.headers.get('ngsild-results-count')).toBe('20');
  await second.close();
});

it('refuses data of a newer version and leaves it as it is', async () => {
  const data = join(directory, 'closing');
  const database = new Database(join(data, databaseFileName));
  database.pragma('user_version = 999');
  database.close();
  await expect(startUrbanOs({ port: 0, dataDirectory: data, warn: () => undefined })).rejects.toThrow(
    /newer version/u,
  );
  const again = new Database(join(data, databaseFileName));
  expect(again.pragma('user_version', { simple: true })).toBe(999);
  again.close();
});
