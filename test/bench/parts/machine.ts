import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Where and with what the figures were measured. */
export function machineNote(loadBefore: number): string {
  const database = new Database(':memory:');
  const sqlite = database.prepare('SELECT sqlite_version()').pluck().get();
  database.close();
  const cores = cpus();
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${type()} ${release()}`,
    `- Node ${process.versions.node}, SQLite ${sqlite} (file encrypted with ChaCha20), MiniSearch ${versionOf('minisearch')}`,
    `- Load of the machine (runnable processes, one minute) before: ${loadBefore.toFixed(1)}, after: ${loadavg()[0]?.toFixed(1)}. Above 1 other programs were taking time from the measurement: then the processor columns say more than the clock.`,
  ].join('\n');
}

function versionOf(name: string): string {
  const path = join(import.meta.dirname, '../../../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
