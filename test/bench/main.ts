import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { resourcesDirectory } from '#test/support/testShell.ts';
import { readCorpus } from './corpus/corpus.ts';
import { measureImports } from './imports/importTimes.ts';
import { type FrameFigures, measureFrames } from './lists/frames.ts';
import { type ListTime, measureListTimes } from './lists/hostTimes.ts';
import { prepareListRegistry } from './lists/listRegistry.ts';
import { framesTable, listTimesTable } from './lists/listReport.ts';
import { briefsTable, measureBriefs } from './parts/briefs.ts';
import { commandsTable, measureCommands } from './parts/commands.ts';
import { writeSections } from './parts/document.ts';
import { machineNote } from './parts/machine.ts';
import { prepareRegistry } from './parts/registry.ts';
import { slopeTable } from './parts/slope.ts';
import { measureWrites, writesTable } from './parts/writes.ts';
import { measureSearch, searchTable } from './search/searchReport.ts';

const help = `npm run bench                  registry, search, lists, command line and briefs, at 10,000 and 100,000 records
npm run bench -- matching …    benchmarks of matching
npm run bench -- sync …        exchanges with an endpoint, at several latencies

  --sizes N,N          sizes of registry (default 10000,100000)
  --only PART          search, lists, import, writes, commands or briefs (repeatable)
  --all-peers          index 100,000 records with every peer too; takes minutes and gigabytes
  --registries DIR     keep the filled registries there and use them again
  --write              put the tables into docs/benchmarks.md
`;

/** Rows of a file: an office's list, and the largest that a person waits for. */
const importSizes = [500, 5_000];

const say = (line: string) => process.stderr.write(`${line}\n`);

async function run(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      sizes: { type: 'string', default: '10000,100000' },
      only: { type: 'string', multiple: true },
      'all-peers': { type: 'boolean', default: false },
      registries: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const sizes = values.sizes.split(',').map(Number);
  const wants = (part: string) => !values.only || values.only.includes(part);
  const parent = values.registries
    ? resolve(values.registries)
    : mkdtempSync(join(tmpdir(), 'musubi-bench-'));
  mkdirSync(parent, { recursive: true });
  const loadBefore = loadavg()[0] ?? 0;
  try {
    const corpus = readCorpus(join(resourcesDirectory, 'data'));
    const needId = [...corpus.synthetic(100)].find(({ kind }) => kind === 'need')?.id ?? '';
    const search: Awaited<ReturnType<typeof measureSearch>> = [];
    const writes: Awaited<ReturnType<typeof measureWrites>>[] = [];
    const commands: Awaited<ReturnType<typeof measureCommands>> = [];
    const listTimes: ListTime[] = [];
    const listFrames: FrameFigures[] = [];
    for (const size of wants('lists') ? sizes : []) {
      const registry = await prepareListRegistry(parent, corpus, size, say);
      listFrames.push(...(await measureFrames(registry, say)));
      // Last, for it changes the registry.
      listTimes.push(...(await measureListTimes(registry)));
    }
    const importTimes: ListTime[] = [];
    for (const size of wants('import') ? importSizes : [])
      importTimes.push(...(await measureImports(parent, corpus, size)));
    for (const size of ['commands', 'search', 'writes'].some(wants) ? sizes : []) {
      const registry = await prepareRegistry(parent, corpus, size, say);
      if (wants('commands')) commands.push(...(await measureCommands(registry, needId)));
      if (wants('search')) {
        search.push(...(await measureSearch(registry, corpus, { allPeers: values['all-peers'], say })));
      }
      // Last, for it changes the registry.
      if (wants('writes')) writes.push(await measureWrites(registry));
    }
    const briefs = wants('briefs') ? await measureBriefs(join(parent, 'bundled')) : [];
    const sections: Record<string, string> = { machine: machineNote(loadBefore) };
    if (listTimes.length > 0) sections.lists = listTimesTable(listTimes, sizes);
    if (listFrames.length > 0) sections.frames = framesTable(listFrames);
    if (importTimes.length > 0) sections.import = listTimesTable(importTimes, importSizes);
    if (search.length > 0) sections.search = searchTable(search);
    if (commands.length > 0) sections.commands = commandsTable(commands);
    if (writes.length > 0) sections.writes = writesTable(writes);
    if (briefs.length > 0) sections.briefs = briefsTable(briefs);
    else if (wants('briefs'))
      say('No Chromium, Chrome or Edge is installed: briefs as PDF were not measured.');
    const [small, large] = sizes;
    if (small !== undefined && large !== undefined && search.length + writes.length + commands.length > 0) {
      sections.slope = slopeTable([small, large], { search, writes, commands });
    }
    for (const [name, content] of Object.entries(sections))
      process.stdout.write(`## ${name}\n\n${content}\n\n`);
    if (values.write) writeSections(sections);
  } finally {
    if (!values.registries) rmSync(parent, { recursive: true, force: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === 'matching') {
  const matching = await import('./matching/main.ts');
  process.exitCode = await matching.run(rest);
} else if (first === 'sync') {
  const sync = await import('./sync/main.ts');
  await sync.run(rest);
} else {
  await run(process.argv.slice(2));
}
