import { firstDay, lastDay } from '../dates.ts';
import type { MouRecord } from '../types.ts';

/** Whether a memorandum counts on a day, until when, and what had to be assumed. */
export interface MouState {
  readonly inForce: boolean;
  /** Last day in force, where there is one. */
  readonly lastDay?: number;
  /** The end is not stated; it was taken from the assumed term. */
  readonly assumedEnd: boolean;
}

const NEVER: MouState = { inForce: false, assumedEnd: false };
const DAYS_PER_YEAR = 365.2425;

/**
 * An expired memorandum is no memorandum, one that starts tomorrow is none today. `in-force` without an end is
 * trusted; `signed` and `agreed` without an end hold for the assumed term from their date.
 * @param today day number, see dates.ts
 */
export function mouState(mou: MouRecord, today: number, assumedYears: number): MouState {
  const status = mou.status ?? '';
  if (status !== 'in-force' && status !== 'signed' && status !== 'agreed') return NEVER;
  const start = firstDay(mou.validFrom ?? mou.date);
  const stated = lastDay(mou.validUntil);
  if (start !== undefined && start > today) return NEVER;
  if (stated !== undefined) return { inForce: today <= stated, lastDay: stated, assumedEnd: false };
  if (status === 'in-force') return { inForce: true, assumedEnd: false };
  const signed = lastDay(mou.validFrom ?? mou.date);
  if (signed === undefined) return NEVER;
  const assumed = signed + Math.round(assumedYears * DAYS_PER_YEAR);
  return { inForce: today <= assumed, lastDay: assumed, assumedEnd: true };
}
