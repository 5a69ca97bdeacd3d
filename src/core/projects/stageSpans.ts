import { daySpan } from '../calendar/days.ts';
import { stageEntries } from './stageHistory.ts';

/** A stage that a project was in, from its first day to its last. */
export interface StageSpan {
  readonly stage: string;
  /** As it was written down: `2025`, `2025-04` or `2025-04-01`. */
  readonly date: string;
  /** The date of the next stage; undefined for the one that lasts. */
  readonly until?: string;
  readonly first: string;
  readonly last: string;
}

/** The dated stages of a project. The last one lasts until today; one dated after the next has no length and is left out. */
export function stageSpans(history: unknown, today: string): StageSpan[] {
  const dated = stageEntries(history).flatMap(({ stage, date }) => {
    const first = daySpan(date)?.first;
    return stage && date && first ? [{ stage, date, first }] : [];
  });
  return dated.flatMap(({ stage, date, first }, index) => {
    const next = dated[index + 1];
    const last = next?.first ?? (first > today ? first : today);
    return last < first ? [] : [{ stage, date, first, last, ...(next ? { until: next.date } : {}) }];
  });
}
