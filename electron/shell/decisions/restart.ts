/** So many starts within this time (ms) count as a fault that restarting does not mend. */
const MOST_STARTS = 3;
const WITHIN = 60_000;

/**
 * Whether something that stopped may be started again without asking the user.
 *
 * @param earlier times of earlier starts, ms
 */
export function mayRestart(earlier: readonly number[], now: number): boolean {
  return earlier.filter((time) => now - time < WITHIN).length < MOST_STARTS;
}
