import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { type MessageFromHost, type MessageToHost, messageFromHost } from '../ipc/hostMessages.ts';
import { mayRestart } from './decisions/restart.ts';

/** What the host borrows from the main process. */
export interface HostServices {
  seal(key: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
  renderPdf(html: string): Promise<Uint8Array>;
}

export interface HostProcessOptions {
  readonly entry: string;
  readonly dataDirectory: string;
  readonly resourcesDirectory: string;
  readonly keyVaultKind: 'os-keychain' | 'key-file';
  readonly services: HostServices;
  onOnlineMap(enabled: boolean): void;
  /** The registry could not be opened. The process has ended; `connect` starts it anew. */
  onFailed(code: string, message: string): void;
  /** The process ended by itself, and windows lost their lines: connect them anew, which starts it again. */
  onEnded(): void;
  /** The process stopped again and again, so it stays ended until `connect`. */
  onStopped(): void;
  log(line: string): void;
}

export interface HostProcess {
  /** Starts the host if it is not running: opening the registry and loading the page go on side by side. */
  warmUp(): void;
  /** Gives the host the far end of a window's line, starting the host first if it is not running. */
  connect(port: MessagePortMain): void;
  /** Lets the host finish and end; after `patience` ms it is ended. What it acknowledged is on disk either way. */
  close(patience: number): Promise<void>;
}

/** Keeps the host running in a process of its own, so that neither window nor main process waits for the disk. */
export function createHostProcess(options: HostProcessOptions): HostProcess {
  let child: UtilityProcess | null = null;
  let isClosing = false;
  const starts: number[] = [];

  const send = (to: UtilityProcess, message: MessageToHost, ports: MessagePortMain[] = []): void => {
    to.postMessage(message, ports);
  };

  const serve = async (to: UtilityProcess, id: number, work: Promise<Uint8Array>): Promise<void> => {
    try {
      send(to, { type: 'answer', id, value: new Uint8Array(await work) });
    } catch (error) {
      send(to, { type: 'refusal', id, message: error instanceof Error ? error.message : String(error) });
    }
  };

  const receive = (from: UtilityProcess, message: MessageFromHost): void => {
    switch (message.type) {
      case 'seal':
        void serve(from, message.id, options.services.seal(message.key));
        break;
      case 'unseal':
        void serve(from, message.id, options.services.unseal(message.sealed));
        break;
      case 'renderPdf':
        void serve(from, message.id, options.services.renderPdf(message.html));
        break;
      case 'onlineMap':
        options.onOnlineMap(message.enabled);
        break;
      case 'failed':
        // Forgotten before its exit arrives: a registry that cannot be opened is not a crash to recover from.
        child = null;
        options.onFailed(message.code, message.message);
        break;
      case 'ready':
      case 'closed':
        options.log(`host ${message.type}`);
        break;
    }
  };

  const start = (): UtilityProcess => {
    starts.push(Date.now());
    const started = utilityProcess.fork(options.entry, [], { serviceName: 'Musubi registry' });
    started.on('message', (data: unknown) => {
      const parsed = messageFromHost.safeParse(data);
      if (parsed.success) {
        receive(started, parsed.data);
      } else {
        options.log('host sent a message that is not understood');
      }
    });
    started.on('exit', (code) => {
      if (child !== started) {
        return;
      }
      child = null;
      if (isClosing) {
        return;
      }
      options.log(`host ended with ${code}`);
      if (mayRestart(starts, Date.now())) {
        options.onEnded();
      } else {
        options.onStopped();
      }
    });
    send(started, {
      type: 'start',
      dataDirectory: options.dataDirectory,
      resourcesDirectory: options.resourcesDirectory,
      keyVaultKind: options.keyVaultKind,
    });
    return started;
  };

  return {
    warmUp: () => {
      child ??= start();
    },
    connect: (port) => {
      child ??= start();
      send(child, { type: 'connect' }, [port]);
    },
    close: (patience) =>
      new Promise((resolve) => {
        isClosing = true;
        const closing = child;
        if (closing === null) {
          resolve();
          return;
        }
        const timer = setTimeout(() => closing.kill(), patience);
        closing.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        send(closing, { type: 'close' });
      }),
  };
}
