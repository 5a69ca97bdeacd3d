import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openServices } from '#host/services.ts';
import { resourcesDirectory, testShell } from './testShell.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory with a filled registry, to be copied and never opened. */
    registryTemplate: string;
  }
}

/** Filling a registry takes a second; all tests copy one that was filled once. */
export default async function setup(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'musubi-template-'));
  (await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell })).close();
  project.provide('registryTemplate', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
