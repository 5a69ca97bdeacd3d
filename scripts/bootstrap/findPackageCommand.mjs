import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { StepError } from './say.mjs';

/** Packages whose command has another name than the package. */
const packageOfCommand = { tsc: 'typescript', biome: '@biomejs/biome', playwright: '@playwright/test' };

/** The script file of a package's command (`tsc`, `vite`, …), to be run with Node 24. */
export function findPackageCommand(command) {
  const name = packageOfCommand[command] ?? command;
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8'));
  } catch {
    throw new StepError(`The package "${name}" is not installed.`, 'Delete node_modules and start again.');
  }
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[command];
  if (!file) throw new StepError(`The package "${name}" has no command "${command}".`);
  return inRoot('node_modules', name, file);
}
