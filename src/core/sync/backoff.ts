const firstWait = 15_000;
const longestWait = 15 * 60_000;

/**
 * How long to wait after the nth failure in a row, in milliseconds: doubles, with jitter so that many devices do
 * not come back at once. What the endpoint asked for is the least.
 * @param random from 0 to 1
 */
export function retryWait(failures: number, random: number, askedFor = 0): number {
  const doubled = Math.min(longestWait, firstWait * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.max(askedFor, doubled * (0.5 + random / 2));
}
