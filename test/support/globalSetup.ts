import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openServices } from '#host/services.ts';
import { makeScratchDirectory } from './scratchDirectory.ts';
import { writeSmallBundle } from './smallBundle.ts';
import { resourcesDirectory, testShell } from './testShell.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory with a filled registry, to be copied and never opened. */
    registryTemplate: string;
    /** The same with a tenth of the bundled records. */
    smallRegistryTemplate: string;
    /** A resources directory with those records, for a registry that a test fills itself. */
    smallResources: string;
  }
}

/** Filling a registry takes a second; all tests copy one that was filled once. */
export default async function setup(project: TestProject) {
  const directory = makeScratchDirectory('musubi-template-');
  const [whole, small] = [join(directory, 'whole'), join(directory, 'small')];
  const smallResources = writeSmallBundle(resourcesDirectory, directory);
  await fill(whole, resourcesDirectory);
  await fill(small, smallResources);
  project.provide('registryTemplate', whole);
  project.provide('smallRegistryTemplate', small);
  project.provide('smallResources', smallResources);
  return () => rmSync(directory, { recursive: true, force: true });
}

async function fill(dataDirectory: string, resources: string) {
  (await openServices({ dataDirectory, resourcesDirectory: resources, shell: testShell })).close();
}
