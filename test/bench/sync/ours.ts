import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { HostServices } from '#host/services.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { draftsOf } from '../corpus/fillRegistry.ts';
import { openBenchRegistry } from '../parts/registry.ts';
import { BenchEndpoint } from './endpoint.ts';
import type { Device, SyncSide } from './side.ts';

const recordsPerChange = 500;

/** Musubi: registries in encrypted SQLite, the bundled urban OS between them. Both force to the disk what they answer. */
export async function musubiSide(directory: string, empty: string): Promise<SyncSide> {
  const endpoint = await BenchEndpoint.start('musubi', join(directory, 'urban-os'));
  return {
    name: 'Musubi',
    endpoint,
    device: async (name) => {
      const home = join(directory, name);
      cpSync(empty, home, { recursive: true });
      return device(await openBenchRegistry(home), endpoint.url);
    },
  };
}

function device(services: HostServices, address: string): Device {
  const { store, actor } = services;
  const sync = (readable: 'none' | 'sweep') => syncOnce(services, { address, attempts: 1, readable });
  return {
    edit: (edits) => {
      // One transaction for the preparation; still a change of the log each, as a person makes them.
      store.write(() => {
        for (const { recordId, text } of edits) {
          const previous = store.ledger.fieldHeads(recordId, 'remarks/en').map(({ id }) => id);
          const draft = { recordId, field: 'remarks/en', action: 'set', value: text, previous } as const;
          store.append({ origin: 'hand', actor }, [draft]);
        }
      });
    },
    add: (records) => {
      store.write(() => {
        for (let at = 0; at < records.length; at += recordsPerChange) {
          const drafts = records.slice(at, at + recordsPerChange).flatMap(draftsOf);
          store.append({ origin: 'import', actor, batch: 'synthetic' }, drafts);
        }
      });
    },
    push: () => sync('none'),
    pull: () => sync('none'),
    // As when a person asks for it: what others read is looked at too.
    exchange: () => sync('sweep'),
    texts: (edits) => {
      const held = new Set(
        store.statements
          .all<{ value: string }>(
            "SELECT value FROM operation WHERE field = 'remarks/en' AND value IS NOT NULL",
          )
          .map(({ value }) => JSON.parse(value)),
      );
      return edits.filter(({ text }) => held.has(text)).length;
    },
    records: (records) =>
      records.filter(({ id }) => store.statements.get('SELECT 1 FROM record WHERE id = ?', id)).length,
    close: async () => services.close(),
  };
}
