import { join } from 'node:path';
import { storageError } from '#db/storageError.ts';
import { makeFolder } from '#host/system/makeFolder.ts';
import { startUrbanOs } from '#urbanos/index.ts';
import { wrongUsage } from '../cliError.ts';
import type { Session } from '../session.ts';
import { parsePort, untilStopped } from '../untilStopped.ts';

/** The bundled NGSI-LD endpoint, until it is asked to stop. What it holds lies in `urban-os` in the data folder. */
export async function urbanOs(session: Session, options: { port?: string; tokenFile?: string }) {
  const port = parsePort(options.port) ?? 0;
  if (Number.isNaN(port)) throw wrongUsage('--port N');
  const dataDirectory = join(session.dataDirectory, 'urban-os');
  await makeFolder(dataDirectory, 0o700).catch((cause: unknown) => {
    throw storageError(cause, dataDirectory);
  });
  const server = await startUrbanOs({
    port,
    dataDirectory,
    ...(options.tokenFile ? { tokenFile: options.tokenFile } : {}),
  });
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  await untilStopped();
  await server.close();
}
