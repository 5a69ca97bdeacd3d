import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type HostServices, openServices } from '#host/services.ts';
import { resourcesDirectory, testShell } from './testShell.ts';

export { resourcesDirectory, testShell } from './testShell.ts';

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'musubi-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A registry of its own for one test, filled with the bundled data. */
export async function temporaryRegistry(directory = temporaryDirectory()): Promise<HostServices> {
  cpSync(inject('registryTemplate'), directory, { recursive: true });
  const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
  onTestFinished(() => {
    if (services.store.database.open) services.close();
  });
  return services;
}
