import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resourcesDirectory } from '#test/support/testShell.ts';
import { readCorpus } from '../corpus/corpus.ts';
import { writeSections } from '../parts/document.ts';
import { measureSync, syncParts } from './measureSync.ts';
import { syncTable } from './syncTable.ts';

const help = `npm run bench -- sync     exchanges with an endpoint, beside PouchDB

  --only PART         changes, operations, nothing or push (repeatable)
  --latencies N,N     milliseconds added to each request and its answer (default 0,50,200)
  --changes N         edits in the first pull (default 10000)
  --operations N      operations in the first pull of records (default 100000)
  --push N            edits that are sent (default 1000)
  --write             put the tables into docs/benchmarks.md
`;

/** `npm run bench -- sync …` */
export async function run(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', multiple: true },
      latencies: { type: 'string', default: '0,50,200' },
      changes: { type: 'string', default: '10000' },
      operations: { type: 'string', default: '100000' },
      push: { type: 'string', default: '1000' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const latencies = values.latencies.split(',').map(Number);
  const sizes = {
    changes: Number(values.changes),
    operations: Number(values.operations),
    push: Number(values.push),
  };
  const parent = mkdtempSync(join(tmpdir(), 'musubi-bench-sync-'));
  try {
    const corpus = readCorpus(join(resourcesDirectory, 'data'));
    for (const part of syncParts) {
      if (values.only && !values.only.includes(part)) continue;
      const load = loadavg()[0] ?? 0;
      const times = await measureSync(parent, corpus, part, latencies, sizes, (line) =>
        process.stderr.write(`${line}\n`),
      );
      const table = syncTable(times, load);
      process.stdout.write(`## sync-${part}\n\n${table}\n\n`);
      if (values.write) writeSections({ [`sync-${part}`]: table });
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
