#!/usr/bin/env node
// Runs the command of an installed package under Node 24: node scripts/run.mjs <command> [arguments]
import { ensurePackages } from './bootstrap/ensurePackages.mjs';
import { findNode24 } from './bootstrap/findNode24.mjs';
import { findPackageCommand } from './bootstrap/findPackageCommand.mjs';
import { handOver } from './bootstrap/handOver.mjs';
import { explain, StepError } from './bootstrap/say.mjs';

const [command, ...args] = process.argv.slice(2);
try {
  if (!command) throw new StepError('Usage: node scripts/run.mjs <command of a package> [arguments]');
  await ensurePackages();
  await handOver(findNode24(), [findPackageCommand(command), ...args]);
} catch (error) {
  process.exitCode = explain(error);
}
