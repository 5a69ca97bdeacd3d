import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import {
  resourcesDirectory,
  smallRegistry,
  temporaryDirectory,
  testShell,
} from '#test/support/temporaryRegistry.ts';

const rounds = 50;
const script = join(import.meta.dirname, 'editForever.ts');

/** Runs the editor, kills it at a random moment after its first edit, and returns what it acknowledged. */
async function editAndKill(directory: string, moment: number): Promise<Map<string, number>> {
  const child: ChildProcess = spawn(process.execPath, [script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (!output.includes('\n')) {
    if (child.exitCode !== null) throw new Error('the editor ended by itself');
    await pause(5);
  }
  await pause(moment);
  child.kill('SIGKILL');
  await once(child, 'close');
  const whole = output.slice(0, output.lastIndexOf('\n')).split('\n');
  const last = new Map<string, number>();
  for (const line of whole) {
    const [id = '', number = ''] = line.split('\t');
    last.set(id, Number(number));
  }
  return last;
}

describe('a process killed with SIGKILL in a long series of edits', () => {
  it(`loses no acknowledged edit and leaves a sound registry, ${rounds} times over`, {
    timeout: 900_000,
  }, async () => {
    const directory = temporaryDirectory();
    (await smallRegistry(directory)).close();
    let acknowledged = 0;
    for (let round = 0; round < rounds; round++) {
      const last = await editAndKill(directory, (round * 13) % 90);
      acknowledged += last.size;
      const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
      for (const [id, number] of last) {
        const { record } = services.reader.get(id, 'private');
        if (number < 0) {
          expect(record.deletedAt).toBeDefined();
          continue;
        }
        const text = id === 'jakarta' ? record.remarks?.en : (record.title as { en: string }).en;
        // One more edit may have been kept than could be reported; never one fewer.
        expect(Number(text?.split(' ')[1])).toBeGreaterThanOrEqual(number);
      }
      expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
      services.close();
    }
    expect(acknowledged).toBeGreaterThan(rounds);
  });
});
