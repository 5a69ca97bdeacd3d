import { useSyncExternalStore } from 'react';
import type { TakenOut } from '../model/readText.ts';

/** What was asked last. It is kept while the window is open, so that going back finds it, and written nowhere. */
export interface Question {
  /** As it stands in the field. */
  readonly typed: string;
  /** As it was asked; undefined before the first question. */
  readonly asked: string | undefined;
  readonly country: string | undefined;
  readonly takenOut: readonly TakenOut[];
}

export const noQuestion: Question = { typed: '', asked: undefined, country: undefined, takenOut: [] };

let question = noQuestion;
const listeners = new Set<() => void>();

function change(next: Partial<Question>): void {
  question = { ...question, ...next };
  for (const listener of listeners) listener();
}

export function useQuestion(): readonly [Question, (next: Partial<Question>) => void] {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question,
  );
  return [current, change];
}
