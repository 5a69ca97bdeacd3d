import { mean } from './metrics.ts';

/** A small seeded generator (mulberry32), so that every run draws the same samples. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** 95 % percentile bootstrap interval of a mean. */
export function bootstrapInterval(values: readonly number[], rounds = 2000, seed = 1): [number, number] {
  if (values.length === 0) return [0, 0];
  const random = seededRandom(seed);
  const means: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1)
      sum += values[Math.floor(random() * values.length)] ?? 0;
    means.push(sum / values.length);
  }
  means.sort((a, b) => a - b);
  return [means[Math.floor(rounds * 0.025)] ?? 0, means[Math.ceil(rounds * 0.975) - 1] ?? 0];
}

/** Two-sided sign-flip test of paired differences: how often chance alone gives a mean as far from 0. */
export function shuffleTest(differences: readonly number[], rounds = 2000, seed = 2): number {
  const random = seededRandom(seed);
  const observed = Math.abs(mean(differences));
  let asFar = 0;
  for (let round = 0; round < rounds; round += 1) {
    let sum = 0;
    for (const difference of differences) sum += random() < 0.5 ? difference : -difference;
    if (Math.abs(sum / Math.max(1, differences.length)) >= observed - 1e-12) asFar += 1;
  }
  return (asFar + 1) / (rounds + 1);
}
