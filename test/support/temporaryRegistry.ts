import { cpSync, rmSync } from 'node:fs';
import { inject, onTestFinished } from 'vitest';
import { type HostServices, openServices } from '#host/services.ts';
import { makeScratchDirectory } from './scratchDirectory.ts';
import { resourcesDirectory, testShell } from './testShell.ts';

export { resourcesDirectory, testShell } from './testShell.ts';

export function temporaryDirectory(): string {
  const directory = makeScratchDirectory('musubi-test-');
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A registry of its own for one test, filled with the bundled data. */
export function temporaryRegistry(directory = temporaryDirectory()): Promise<HostServices> {
  return openCopy(inject('registryTemplate'), directory);
}

/** The same with a few bundled records of each kind, and all cities: for tests that exchange all there is many times. */
export function smallRegistry(directory = temporaryDirectory()): Promise<HostServices> {
  return openCopy(inject('smallRegistryTemplate'), directory);
}

async function openCopy(template: string, directory: string): Promise<HostServices> {
  cpSync(template, directory, { recursive: true });
  const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
  // Nothing here survives the process, so that no commit waits for the disk. Durability is tried in processes of their own.
  services.store.database.pragma('synchronous = OFF');
  onTestFinished(() => {
    if (services.store.database.open) services.close();
  });
  return services;
}
