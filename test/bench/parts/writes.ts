import { formatTable } from '#test/bench/matching/table.ts';
import { createRandom } from '../corpus/random.ts';
import { syntheticPrefix } from '../corpus/syntheticRecords.ts';
import { figure, percentile } from './measure.ts';
import { type BenchRegistry, openBenchRegistry } from './registry.ts';

const edits = 300;

export interface WriteFigures {
  readonly size: number;
  readonly p50: number;
  readonly p95: number;
  readonly processorP50: number;
  readonly recordsPerSecond: number;
  readonly operationsPerSecond: number;
  /** Processor time of the import for one record. */
  readonly processorPerRecord: number;
}

/**
 * One acknowledged edit after the other, as a person makes them: a transaction each, with log, row and
 * index, forced to the disk before it counts.
 */
export async function measureWrites(registry: BenchRegistry): Promise<WriteFigures> {
  const services = await openBenchRegistry(registry.directory);
  const random = createRandom('edits');
  const context = { actor: services.actor, language: 'en' };
  const wall: number[] = [];
  const processor: number[] = [];
  for (let edit = 0; edit < edits; edit += 1) {
    const id = `${syntheticPrefix}${String(1 + random.below(registry.size)).padStart(6, '0')}`;
    const remarks = { en: `Load-test edit ${edit} ${random.below(1e9)}` };
    const usage = process.cpuUsage();
    const started = performance.now();
    services.writer.patch(id, { remarks }, context);
    wall.push(performance.now() - started);
    const used = process.cpuUsage(usage);
    processor.push((used.user + used.system) / 1000);
  }
  services.close();
  const seconds = registry.filling.milliseconds / 1000;
  return {
    size: registry.size,
    p50: percentile(wall, 0.5),
    p95: percentile(wall, 0.95),
    processorP50: percentile(processor, 0.5),
    recordsPerSecond: registry.filling.records / seconds,
    operationsPerSecond: registry.filling.operations / seconds,
    processorPerRecord: registry.filling.processor / registry.filling.records,
  };
}

export function writesTable(figures: readonly WriteFigures[]): string {
  return formatTable(
    [
      'Records',
      'One edit p50 ms',
      'p95 ms',
      'p50 processor ms',
      'Import records/s',
      'Import operations/s',
      'Import processor ms/record',
    ],
    figures.map((row) => [
      row.size.toLocaleString('en'),
      figure(row.p50),
      figure(row.p95),
      figure(row.processorP50),
      Math.round(row.recordsPerSecond).toLocaleString('en'),
      Math.round(row.operationsPerSecond).toLocaleString('en'),
      figure(row.processorPerRecord),
    ]),
  );
}
