/** Milliseconds by the clock and of the processor. On a machine that does nothing else they are alike. */
export interface Sample {
  readonly wall: number;
  readonly processor: number;
}

/** The fastest of `rounds` runs: what other programs take of the machine goes into the slower ones. */
export function fastest(rounds: number, work: () => unknown): Sample {
  let wall = Number.POSITIVE_INFINITY;
  let processor = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const usage = process.cpuUsage();
    const started = performance.now();
    work();
    wall = Math.min(wall, performance.now() - started);
    const used = process.cpuUsage(usage);
    processor = Math.min(processor, (used.user + used.system) / 1000);
  }
  return { wall, processor };
}

/** The value below which the given share of all values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Three significant figures or so: `0.42`, `4.2`, `42`, `420`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toFixed(value < 1 ? 2 : value < 20 ? 1 : 0);
}
