import { startUrbanOs } from '#urbanos/index.ts';
import { startCouchServer } from './couchServer.ts';
import { Wire } from './wire.ts';

/** What the process of an endpoint is told; it answers each with one message. */
export type EndpointOrder = { readonly delay: number } | 'take';

// Run as a process of its own, so that device and endpoint share no processor: `endpointProcess.ts musubi|pouchdb DIR`.
const [, , side, directory = ''] = process.argv;
const port =
  side === 'musubi'
    ? Number(new URL((await startUrbanOs({ port: 0, dataDirectory: directory, warn: () => {} })).url).port)
    : await startCouchServer(directory);
const wire = new Wire(port);
const opened = await wire.listen();
process.on('message', (order: EndpointOrder) => {
  if (order !== 'take') wire.delay(order.delay);
  process.send?.(wire.take());
});
process.on('disconnect', () => process.exit());
process.send?.({ port: opened });
