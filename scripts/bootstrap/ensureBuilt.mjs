import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildTargets } from './buildTargets.mjs';
import { findNode24 } from './findNode24.mjs';
import { findPackageCommand } from './findPackageCommand.mjs';
import { fingerprint } from './fingerprint.mjs';
import { cacheDirectory, inRoot, root } from './paths.mjs';
import { runCommand } from './runCommand.mjs';
import { StepError, say } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { withLock } from './withLock.mjs';

const stampOf = (name) => join(cacheDirectory, `built-${name}.json`);

function fingerprintOf(target) {
  return fingerprint(target.inputs, target.isInput);
}

/** True when the target's output is there and was made from the files as they are now. */
export function isBuilt(name) {
  const target = buildTargets[name];
  if (!existsSync(inRoot(target.output))) return false;
  // An installed copy has no sources: what is there is what was shipped.
  if (!existsSync(inRoot('src'))) return true;
  return readStamp(stampOf(name))?.fingerprint === fingerprintOf(target);
}

/** Builds one target, showing the builder's messages on standard error. */
export async function build(name) {
  const target = buildTargets[name];
  if (!existsSync(inRoot(target.entry))) {
    throw new StepError(`Cannot build ${target.title}: ${target.entry} is missing from this checkout.`);
  }
  say(`Building ${target.title} …`);
  // Taken before the build, so that a file saved during it is seen by the next start.
  const before = fingerprintOf(target);
  const [command, ...args] = target.run;
  const { status } = await runCommand(findNode24(), [findPackageCommand(command), ...args], {
    cwd: root,
    output: 'stderr',
    env: { ...process.env, NODE_ENV: 'production', ...(process.stderr.isTTY ? {} : { NO_COLOR: '1' }) },
  });
  if (status !== 0 || !existsSync(inRoot(target.output))) {
    throw new StepError(
      `Building ${target.title} failed (${command} ended with ${status}).`,
      'The messages above say where.',
    );
  }
  writeStamp(stampOf(name), { fingerprint: before });
}

/** Builds what is missing or older than its sources. */
export async function ensureBuilt(names) {
  for (const name of names) {
    if (isBuilt(name)) continue;
    await withLock(`build-${name}`, async () => {
      if (!isBuilt(name)) await build(name);
    });
  }
}
