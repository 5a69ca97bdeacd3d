import { MusubiError } from '#core/errors/musubiError.ts';
import { type Host, startHost } from '#host/index.ts';
import { createMessagePortServer } from '#transport/message-port/server.ts';
import { chooseKeyVault } from './keyVault.ts';
import { connectMainProcess } from './mainProcess.ts';
import { type WatchedRouter, watchOnlineMap } from './watchOnlineMap.ts';

/**
 * Entry of the utility process: opens the registry when the main process says where it lies, and answers each
 * window's port. Ports that come before there is anything to answer wait; their messages wait in them.
 */
let host: Host | null = null;
let answers: Host | null = null;
let isClosing = false;
let onlineMapWatched: WatchedRouter | null = null;
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
    const started = startHost({
      dataDirectory: places.dataDirectory,
      resourcesDirectory: places.resourcesDirectory,
      shell: {
        kind: 'electron',
        keyVault: chooseKeyVault(places.dataDirectory, places.keyVaultKind, main),
        renderPdf: (html) => main.ask({ type: 'renderPdf', html }),
      },
    });
    host = started;
    await started.answering;
    answers = started;
    for (const port of waitingPorts.splice(0)) {
      serve(port);
    }
    await started.opened;
    main.send({ type: 'ready' });
  } catch (error) {
    // An opening that was stopped because the app ends is no fault.
    if (isClosing) return;
    report(error);
    const code = error instanceof MusubiError ? error.code : 'INTERNAL';
    main.send({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    // The message must leave before the process ends.
    setTimeout(() => process.exit(1), 100);
  }
}

function serve(port: Electron.MessagePortMain): void {
  const opened = answers;
  if (opened === null) {
    waitingPorts.push(port);
    return;
  }
  routerOf(opened).then(
    (router) =>
      createMessagePortServer({ router, context: () => opened.context(), onError: report }).serve(port),
    report,
  );
}

/** What answers a window that comes now: a registry that was locked may be open by the time of the next one. */
async function routerOf(opened: Host): Promise<WatchedRouter | ReturnType<Host['router']>> {
  const router = opened.openRouter();
  if (router === undefined) return opened.router();
  onlineMapWatched ??= await watchOnlineMap(router, (enabled) => main.send({ type: 'onlineMap', enabled }));
  return onlineMapWatched;
}

async function close(): Promise<void> {
  isClosing = true;
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
