import { statSync } from 'node:fs';
import { bundleVersion } from '#db/bundledData/load.ts';
import packageDescription from '../../../package.json' with { type: 'json' };
import { countKinds } from '../home/overview.ts';
import type { HostServices } from '../services.ts';

/** Facts for a diagnostics report; nothing in it is a record's content or a secret. */
export function readInformation(services: HostServices) {
  const { store, options } = services;
  return {
    version: packageDescription.version,
    shell: options.shell.kind,
    dataDirectory: options.dataDirectory,
    keyVault: services.heldKey.kind,
    schemaVersion: store.database.pragma('user_version', { simple: true }) as number,
    bundleVersion: bundleVersion(store),
    databaseBytes: statSync(store.path).size,
    node: process.versions.node,
    sqlite: store.statements.get<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? '',
    counts: countKinds(store.statements),
  };
}
