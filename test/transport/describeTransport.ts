import { isDefinedError, ORPCError, safe } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleContext, sampleContract } from './sampleRouter.ts';
import { sampleContext } from './sampleRouter.ts';
import { until } from './until.ts';

export type SampleClient = ContractRouterClient<typeof sampleContract>;

export interface OpenTransport {
  readonly client: SampleClient;
  /** What the router's failures were reported as. */
  readonly failures: unknown[];
  close(): Promise<void>;
}

/** What every transport must carry alike: the user interface cannot tell which one it is on. */
export function describeTransport(
  name: string,
  open: (context: SampleContext) => Promise<OpenTransport>,
): void {
  describe(`${name} carries`, () => {
    const context = sampleContext();
    let transport: OpenTransport;
    beforeAll(async () => {
      transport = await open(context);
    });
    afterAll(() => transport.close());

    test('values that JSON does not know, both ways', async () => {
      const when = new Date('2025-04-01T00:00:00Z');
      const answer = await transport.client.notes.add({ text: 'ナム', when });
      expect(answer).toEqual({ count: 1, when });
      expect(context.notes).toEqual(['ナム']);
    });

    test('the errors of the contract with their data', async () => {
      const { error } = await safe(transport.client.notes.add({ text: 'far too long', when: new Date(0) }));
      expect(isDefinedError(error)).toBe(true);
      expect(error).toMatchObject({ code: 'REFUSED', status: 422, data: { field: 'text', limit: 10 } });
    });

    test('input that breaks the contract as a refusal, without calling the procedure', async () => {
      const before = context.notes.length;
      const { error } = await safe(
        transport.client.notes.add({ text: 5 as unknown as string, when: new Date(0) }),
      );
      expect(error).toMatchObject({ code: 'BAD_REQUEST' });
      expect(context.notes).toHaveLength(before);
    });

    test('an unexpected failure without its inner message, which goes to the log instead', async () => {
      const { error } = await safe(transport.client.notes.fail());
      expect(error).toBeInstanceOf(ORPCError);
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
      expect(JSON.stringify(error)).not.toContain('secret.txt');
      expect(String(transport.failures.at(-1))).toContain('secret.txt');
    });

    test('a stream of events in order and to its end', async () => {
      const steps: number[] = [];
      for await (const { step } of await transport.client.count({ to: 5 })) {
        steps.push(step);
      }
      expect(steps).toEqual([1, 2, 3, 4, 5]);
      expect(context.events).toContain('counted');
    });

    test('leaving a stream early, which ends it at the other side too', async () => {
      context.events.length = 0;
      for await (const { step } of await transport.client.count({ to: 100_000 })) {
        if (step === 3) {
          break;
        }
      }
      await until(() => context.events.includes('stream ended'));
      expect(context.events).not.toContain('counted');
    });

    test('cancelling a call', async () => {
      context.events.length = 0;
      const controller = new AbortController();
      const call = transport.client.slow({ milliseconds: 2_000 }, { signal: controller.signal });
      const failed = expect(call).rejects.toThrow();
      await until(() => context.events.includes('slow started'));
      controller.abort();
      await failed;
      await until(() => context.events.includes('slow cancelled'));
    });

    test('files with their names', async () => {
      const file = new File([new Uint8Array(200_000)], '都市 ភ្នំពេញ.bin');
      expect(await transport.client.size(file)).toEqual({ name: '都市 ភ្នំពេញ.bin', bytes: 200_000 });
    });

    test('many calls at once, each with its own answer', async () => {
      const dates = Array.from({ length: 40 }, (_, index) => new Date(index * 1_000));
      const answers = await Promise.all(dates.map((when) => transport.client.notes.add({ text: 'n', when })));
      expect(answers.map((answer) => answer.when)).toEqual(dates);
    });
  });
}
