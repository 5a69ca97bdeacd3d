import { MessageChannel } from 'node:worker_threads';
import { safe } from '@orpc/client';
import { expect, test } from 'vitest';
import { type ClientPort, createMessagePortClient } from '#transport/message-port/client.ts';
import { createMessagePortServer } from '#transport/message-port/server.ts';
import { describeTransport, type SampleClient } from './describeTransport.ts';
import { type SampleContext, sampleContext, sampleRouter } from './sampleRouter.ts';
import { until } from './until.ts';

function connect(context: SampleContext) {
  const failures: unknown[] = [];
  const { port1, port2 } = new MessageChannel();
  const server = createMessagePortServer({
    router: sampleRouter,
    context: () => context,
    onError: (error) => failures.push(error),
  });
  server.serve(port1);
  // worker_threads types its ports apart from the DOM's; the three members used are the same.
  const client = createMessagePortClient<SampleClient>(port2 as unknown as ClientPort);
  return { client, failures, port1, port2 };
}

describeTransport('a message port', async (context) => {
  const { client, failures, port2 } = connect(context);
  return { client, failures, close: async () => port2.close() };
});

test('closing the window ends its streams in the host', async () => {
  const context = sampleContext();
  const { client, port2 } = connect(context);
  const stream = await client.count({ to: 100_000 });
  await stream.next();
  port2.close();
  await until(() => context.events.includes('stream ended'));
  expect(context.events).not.toContain('counted');
});

test('calls under way fail when the host ends, instead of waiting for ever', async () => {
  const { client, port1 } = connect(sampleContext());
  const call = safe(client.slow({ milliseconds: 60_000 }));
  setImmediate(() => port1.close());
  expect((await call).isSuccess).toBe(false);
});

test('a port of Electron, which speaks through "on" alone, is served as well', async () => {
  const { port1, port2 } = new MessageChannel();
  const electronPort = {
    on: (event: string, callback: (event?: { data: unknown }) => void) => {
      port1.on(event as 'message', (data: unknown) => callback({ data }));
    },
    postMessage: (data: unknown) => port1.postMessage(data),
    start: () => port1.start(),
  };
  createMessagePortServer({ router: sampleRouter, context: sampleContext }).serve(electronPort);
  const client = createMessagePortClient<SampleClient>(port2 as unknown as ClientPort);
  expect(await client.notes.add({ text: 'note', when: new Date(0) })).toEqual({
    count: 1,
    when: new Date(0),
  });
  port2.close();
});
