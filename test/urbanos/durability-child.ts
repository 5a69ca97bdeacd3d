import { startUrbanOs } from '#urbanos/index.ts';

/** Serves a data directory until it is killed; the first line of output is the address. */
const dataDirectory = process.argv[2];
if (dataDirectory === undefined) throw new Error('Usage: durability-child DIRECTORY');
const { url } = await startUrbanOs({ port: 0, dataDirectory, warn: () => undefined });
process.stdout.write(`${url}\n`);
