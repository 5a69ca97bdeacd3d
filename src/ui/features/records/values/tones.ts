import type { ChipTone } from '#ui/components/Chip.tsx';

/** Colours of states, the same wherever one is shown. Red is kept for what is overdue or dangerous. */
const tones: Readonly<Record<string, ChipTone>> = {
  open: 'accent',
  matched: 'accent',
  ongoing: 'accent',
  adopted: 'accent',
  planned: 'accent',
  announced: 'accent',
  'in-force': 'success',
  deployed: 'success',
  implementation: 'success',
  'roll-out': 'success',
  supported: 'success',
  waiting: 'warning',
  pilot: 'accent',
  'expired-unless-renewed': 'warning',
  expired: 'warning',
};

const hollow = new Set(['unknown', 'claimed', 'dropped', 'cancelled', 'stopped']);

export function toneOf(value: string): { readonly tone: ChipTone; readonly hollow: boolean } {
  return { tone: tones[value] ?? 'plain', hollow: hollow.has(value) };
}

/** Choices that say how far something has come; they are shown as chips, other choices as plain words. */
export const stateFields: ReadonlySet<string> = new Set(['status', 'state', 'stage', 'maturity']);
