import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { BenchEndpoint } from './endpoint.ts';
import type { SyncSide } from './side.ts';

/**
 * PouchDB 9: LevelDB on both sides, CouchDB's replication protocol between them. An edit is a document, and so is a
 * record. LevelDB answers before its log is on the disk.
 */
export async function pouchSide(directory: string): Promise<SyncSide> {
  const endpoint = await BenchEndpoint.start('pouchdb', join(directory, 'couch'));
  return {
    name: 'PouchDB',
    endpoint,
    device: async (name) => {
      const local = new PouchDB(join(directory, name));
      const remote = new PouchDB(`${endpoint.url}/registry`);
      const all = async (ids: readonly string[]) => {
        const { rows } = await local.allDocs({ keys: ids, include_docs: true });
        return rows.flatMap(({ doc }) => (doc ? [doc] : []));
      };
      return {
        edit: async (edits) => {
          await local.bulkDocs(
            edits.map(({ number, recordId, text }) => ({
              _id: `${text.split(':')[0]}`,
              number,
              recordId,
              field: 'remarks/en',
              value: text,
              actor: name,
              at: new Date().toISOString(),
            })),
          );
        },
        add: async (records) => {
          await local.bulkDocs(records.map(({ id, kind, values }) => ({ _id: id, kind, ...values })));
        },
        push: () => local.replicate.to(remote),
        pull: () => local.replicate.from(remote),
        exchange: async () => {
          await local.replicate.to(remote);
          await local.replicate.from(remote);
        },
        texts: async (edits) => {
          const held = new Set(
            (await all(edits.map(({ text }) => `${text.split(':')[0]}`))).map(({ value }) => value),
          );
          return edits.filter(({ text }) => held.has(text)).length;
        },
        records: async (records) => (await all(records.map(({ id }) => id))).length,
        close: async () => {
          await local.close();
          await remote.close();
        },
      };
    },
  };
}
