import { useState } from 'react';

export type TaskState<Result> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running' }
  | { readonly phase: 'done'; readonly result: Result }
  | { readonly phase: 'failed'; readonly error: unknown };

/** A piece of work that a person starts, and what came of it. */
export function useTask<Result>(work: () => Promise<Result>) {
  const [state, setState] = useState<TaskState<Result>>({ phase: 'idle' });
  const start = async () => {
    setState({ phase: 'running' });
    try {
      setState({ phase: 'done', result: await work() });
    } catch (error) {
      setState({ phase: 'failed', error });
    }
  };
  return { state, start };
}
