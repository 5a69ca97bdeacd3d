/**
 * Hybrid logical clock: wall time where it can be trusted to move forward, a counter where it cannot.
 * Source: Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally Distributed
 * Databases", 2014. An operation id is the stamp followed by randomness:
 *
 *   mmmmmmmmmmmm-cccc-rrrrrrrrrrrrrrrr   (milliseconds, counter, random; lower-case hexadecimal)
 *
 * so that ids sort by time as plain strings and never meet between devices.
 */
export interface ClockState {
  readonly milliseconds: number;
  readonly counter: number;
}

export const clockStart: ClockState = { milliseconds: 0, counter: 0 };

const largestCounter = 0xffff;
export const dayMilliseconds = 86_400_000;

/** The next local stamp: never before the last one, whatever the wall clock does. */
export function tick(last: ClockState, now: number): ClockState {
  if (now > last.milliseconds) return { milliseconds: now, counter: 0 };
  if (last.counter < largestCounter) return { milliseconds: last.milliseconds, counter: last.counter + 1 };
  return { milliseconds: last.milliseconds + 1, counter: 0 };
}

/** After seeing a remote stamp. A remote clock moves ours forward by a day at most, so a wrong one poisons nothing. */
export function receive(last: ClockState, remote: ClockState, now: number): ClockState {
  const bounded = Math.min(remote.milliseconds, now + dayMilliseconds);
  return bounded > last.milliseconds
    ? { milliseconds: bounded, counter: bounded === remote.milliseconds ? remote.counter : 0 }
    : last;
}

/** @param random 16 lower-case hexadecimal characters */
export function operationId(stamp: ClockState, random: string): string {
  const milliseconds = stamp.milliseconds.toString(16).padStart(12, '0');
  const counter = stamp.counter.toString(16).padStart(4, '0');
  return `${milliseconds}-${counter}-${random}`;
}

/** The stamp inside an operation id; undefined for anything else. */
export function stampOf(id: string): ClockState | undefined {
  if (!/^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}$/.test(id)) return undefined;
  return {
    milliseconds: Number.parseInt(id.slice(0, 12), 16),
    counter: Number.parseInt(id.slice(13, 17), 16),
  };
}
