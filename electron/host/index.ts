import { MusubiError } from '#core/errors/musubiError.ts';
import { type Host, openHost } from '#host/index.ts';
import { createMessagePortServer, type MessagePortServer } from '#transport/message-port/server.ts';
import { chooseKeyVault } from './keyVault.ts';
import { connectMainProcess } from './mainProcess.ts';
import { watchOnlineMap } from './watchOnlineMap.ts';

/**
 * Entry of the utility process: opens the registry when the main process says where it lies, and answers each
 * window's port. Ports that come before the registry is open wait; their messages wait in them.
 */
let host: Host | null = null;
let server: MessagePortServer | null = null;
const waitingPorts: Electron.MessagePortMain[] = [];

const main = connectMainProcess(process.parentPort, (message, ports) => {
  switch (message.type) {
    case 'start':
      void start(message);
      break;
    case 'connect':
      for (const port of ports) {
        serve(port);
      }
      break;
    case 'close':
      void close();
      break;
  }
});

async function start(places: {
  dataDirectory: string;
  resourcesDirectory: string;
  keyVaultKind: 'os-keychain' | 'key-file';
}): Promise<void> {
  try {
    const opened = await openHost({
      dataDirectory: places.dataDirectory,
      resourcesDirectory: places.resourcesDirectory,
      shell: {
        kind: 'electron',
        keyVault: chooseKeyVault(places.dataDirectory, places.keyVaultKind, main),
        renderPdf: (html) => main.ask({ type: 'renderPdf', html }),
      },
    });
    host = opened;
    const router = await watchOnlineMap(opened.router, (enabled) =>
      main.send({ type: 'onlineMap', enabled }),
    );
    server = createMessagePortServer({ router, context: () => opened.context(), onError: report });
    main.send({ type: 'ready' });
    for (const port of waitingPorts.splice(0)) {
      serve(port);
    }
  } catch (error) {
    report(error);
    const code = error instanceof MusubiError ? error.code : 'INTERNAL';
    main.send({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    // The message must leave before the process ends.
    setTimeout(() => process.exit(1), 100);
  }
}

function serve(port: Electron.MessagePortMain): void {
  if (server === null) {
    waitingPorts.push(port);
  } else {
    server.serve(port);
  }
}

async function close(): Promise<void> {
  try {
    await host?.close();
  } catch (error) {
    report(error);
  }
  main.send({ type: 'closed' });
  setTimeout(() => process.exit(0), 50);
}

function report(error: unknown): void {
  process.stderr.write(
    `musubi host: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
