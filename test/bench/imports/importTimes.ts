import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import papaparse from 'papaparse';
import { cellText } from '#core/import/sourceTable.ts';
import { countPlan } from '#host/import/countPlan.ts';
import { importLimits } from '#host/import/limits.ts';
import { readSource } from '#host/import/readFile.ts';
import { runImport } from '#host/import/runImport.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { ListTime } from '../lists/hostTimes.ts';
import { openBenchRegistry } from '../parts/registry.ts';
import { asCsv, asWorkbook, memberList } from './memberList.ts';

const rounds = 3;

/**
 * Reading a file and the whole dry run, beside a plain reading of the same file by the library that most programs
 * would take for it. What both sides read is compared before anything is timed.
 */
export async function measureImports(parent: string, corpus: Corpus, size: number): Promise<ListTime[]> {
  const directory = join(parent, 'import');
  mkdirSync(directory, { recursive: true });
  const services = await openBenchRegistry(directory);
  const rows = memberList(services, corpus, size);
  const workbook = await asWorkbook(rows);
  const csv = asCsv(rows);
  const ours = async (bytes: Uint8Array) => {
    const { tables } = await readSource({ bytes }, 'organisation', importLimits, () => {});
    return (tables[0]?.rows ?? []).map(({ cells }) =>
      rows[0]?.map((_header, column) => cellText(cells[column])),
    );
  };
  const byExceljs = async () => {
    const read = new exceljs.Workbook();
    await read.xlsx.load(workbook.buffer as ArrayBuffer);
    const texts: string[][] = [];
    read.worksheets[0]?.eachRow((row) => {
      texts.push((rows[0] ?? []).map((_header, column) => row.getCell(column + 1).text));
    });
    return texts;
  };
  const byPapaparse = async () =>
    papaparse.parse<string[]>(new TextDecoder().decode(csv), { skipEmptyLines: true }).data;
  for (const read of [() => ours(workbook), () => ours(csv), byExceljs, byPapaparse])
    assert.deepEqual(await read(), rows);
  const dryRun = async (bytes: Uint8Array) => {
    const request = {
      kind: 'organisation',
      dryRun: true,
      onMatch: 'update',
      mapping: {},
      language: 'ja',
    } as const;
    const { plan } = await runImport(services, { ...request, source: { bytes } });
    const counts = countPlan(plan);
    assert.equal(counts.rows, size);
    assert.equal(counts.inError, 0);
  };
  const times: ListTime[] = [];
  const time = async (what: string, work: () => Promise<unknown>) => {
    let best = { wall: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
    for (let round = 0; round < rounds; round += 1) {
      const usage = process.cpuUsage();
      const started = performance.now();
      await work();
      const wall = performance.now() - started;
      const { user, system } = process.cpuUsage(usage);
      best = { wall: Math.min(best.wall, wall), processor: Math.min(best.processor, (user + system) / 1000) };
    }
    times.push({ size, what, ...best });
  };
  await time('XLSX read: Musubi', () => ours(workbook));
  await time('XLSX read: exceljs', byExceljs);
  await time('XLSX dry run, reading included', () => dryRun(workbook));
  await time('CSV read: Musubi', () => ours(csv));
  await time('CSV read: papaparse', byPapaparse);
  await time('CSV dry run, reading included', () => dryRun(csv));
  services.close();
  return times;
}
