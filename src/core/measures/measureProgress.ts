import { earliestDay, latestDay } from '../calendar/days.ts';
import type { measureDirections } from '../kinds/choices.ts';

export type Direction = (typeof measureDirections)[number];

export interface MeasuredValue {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string | null;
  readonly value?: number | null;
  readonly note?: string | null;
}

/** An indicator; all numbers are in its own unit. */
export interface MeasureFacts {
  readonly baseline?: number | undefined;
  readonly target?: number | undefined;
  readonly targetDate?: string | undefined;
  readonly direction?: Direction | undefined;
  readonly values?: readonly MeasuredValue[] | undefined;
}

export interface MeasurePoint {
  readonly date: string;
  readonly value: number;
  readonly note?: string;
}

export interface MeasureProgress {
  /** Undefined when neither stated nor to be read from baseline and target. */
  readonly direction: Direction | undefined;
  readonly latest: MeasurePoint | undefined;
  /** Share of the way from baseline to target: 0 at the baseline, 1 at the target; below 0 is worse than before. */
  readonly share: number | undefined;
  readonly state: 'reached' | 'missed' | 'nearer' | 'unchanged' | 'worse' | 'unknown';
  /** Baseline and target say one direction, the record another. */
  readonly contradicts: boolean;
}

/** Dated values in the order of their dates; those of the same date stay in the order in which they were entered. */
export function measuredPoints(values: readonly MeasuredValue[] | undefined): MeasurePoint[] {
  return (values ?? [])
    .flatMap(({ date, value, note }) =>
      typeof value === 'number' && earliestDay(date) !== undefined
        ? [{ date: String(date), value, ...(note ? { note } : {}) }]
        : [],
    )
    .sort((a, b) => order(a.date, b.date));
}

/**
 * How far an indicator has come.
 * @param today `YYYY-MM-DD`; a target whose last possible day has passed is missed unless it was reached
 */
export function measureProgress(facts: MeasureFacts, today: string): MeasureProgress {
  const { baseline, target, targetDate } = facts;
  const read = directionOf(baseline, target);
  const direction = facts.direction ?? read;
  const contradicts = facts.direction !== undefined && read !== undefined && facts.direction !== read;
  const latest = measuredPoints(facts.values).at(-1);
  const share =
    latest && !contradicts && baseline !== undefined && target !== undefined && target !== baseline
      ? (latest.value - baseline) / (target - baseline)
      : undefined;
  return { direction, latest, share, contradicts, state: state() };

  function state(): MeasureProgress['state'] {
    if (!latest || contradicts || !direction) return 'unknown';
    const sign = direction === 'up' ? 1 : -1;
    if (target !== undefined && (latest.value - target) * sign >= 0) return 'reached';
    const end = latestDay(targetDate);
    if (target !== undefined && end !== undefined && end < today) return 'missed';
    if (baseline === undefined) return 'unknown';
    const moved = (latest.value - baseline) * sign;
    return moved > 0 ? 'nearer' : moved < 0 ? 'worse' : 'unchanged';
  }
}

function directionOf(baseline: number | undefined, target: number | undefined): Direction | undefined {
  if (baseline === undefined || target === undefined || baseline === target) return undefined;
  return target > baseline ? 'up' : 'down';
}

/** Earlier first; of two that begin alike the more exact one comes first: 2025-01-01, 2025-01, 2025. */
function order(a: string, b: string): number {
  const byStart = compare(earliestDay(a) ?? '', earliestDay(b) ?? '');
  return byStart || compare(latestDay(a) ?? '', latestDay(b) ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
