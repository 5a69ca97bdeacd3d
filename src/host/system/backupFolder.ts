import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { registryPaths } from '../keys/registryKey.ts';
import type { HostServices } from '../services.ts';
import { type BackupResult, backupRegistry } from './backup.ts';

/** Verified copies kept beside the registry; the oldest goes when there are more. */
const mostBackups = 10;
const extension = '.musubi-backup';

export async function backupIntoFolder(services: HostServices): Promise<BackupResult> {
  const { dataDirectory } = services.options;
  const folder = registryPaths(dataDirectory).backups;
  const name = `registry-${new Date().toISOString().replaceAll(/[:.]/g, '-')}${extension}`;
  const result = await backupRegistry(
    services.store,
    dataDirectory,
    services.heldKey.vault,
    join(folder, name),
  );
  const kept = (await readdir(folder)).filter((file) => file.endsWith(extension)).sort();
  for (const old of kept.slice(0, Math.max(0, kept.length - mostBackups)))
    await rm(join(folder, old), { force: true });
  return result;
}
