import type { AskCode, Outcome, Reason } from './eligibilityTypes.ts';

/** The answer to one condition, before it is joined with the programme's words. */
export interface Decision {
  readonly outcome: Outcome;
  readonly because: Reason;
  readonly ask?: AskCode;
}
