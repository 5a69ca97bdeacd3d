import { eventIterator, oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import { z } from 'zod';

/** A small contract that uses everything a transport has to carry. */
export const sampleContract = {
  notes: {
    add: oc
      .input(z.object({ text: z.string(), when: z.date() }))
      .output(z.object({ count: z.number(), when: z.date() }))
      .errors({ REFUSED: { status: 422, data: z.object({ field: z.string(), limit: z.number() }) } }),
    fail: oc.output(z.string()),
  },
  count: oc.input(z.object({ to: z.number() })).output(eventIterator(z.object({ step: z.number() }))),
  slow: oc.input(z.object({ milliseconds: z.number() })).output(z.string()),
  size: oc.input(z.instanceof(File)).output(z.object({ name: z.string(), bytes: z.number() })),
};

export interface SampleContext {
  readonly notes: string[];
  /** What happened inside the procedures, in order. */
  readonly events: string[];
}

export function sampleContext(): SampleContext {
  return { notes: [], events: [] };
}

const procedures = implement(sampleContract).$context<SampleContext>();

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

export const sampleRouter = procedures.router({
  notes: {
    add: procedures.notes.add.handler(({ input, context, errors }) => {
      if (input.text.length > 10) {
        throw errors.REFUSED({ data: { field: 'text', limit: 10 } });
      }
      context.notes.push(input.text);
      return { count: context.notes.length, when: input.when };
    }),
    fail: procedures.notes.fail.handler(() => {
      throw new Error('inside: /home/somebody/secret.txt');
    }),
  },
  count: procedures.count.handler(async function* ({ input, context, signal }) {
    try {
      for (let step = 1; step <= input.to; step += 1) {
        yield { step };
        await pause(5, signal);
      }
      context.events.push('counted');
    } finally {
      context.events.push('stream ended');
    }
  }),
  slow: procedures.slow.handler(async ({ input, context, signal }) => {
    context.events.push('slow started');
    signal?.addEventListener('abort', () => context.events.push('slow cancelled'));
    await pause(input.milliseconds);
    context.events.push('slow finished');
    return 'done';
  }),
  size: procedures.size.handler(({ input }) => ({ name: input.name, bytes: input.size })),
});
