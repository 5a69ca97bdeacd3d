import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { MessagePortMain } from './messagePorts.ts';

/** What passes between this process and the stand-in's utility process. */
export type UtilityTraffic =
  | { kind: 'message'; data: unknown; ports: number[] }
  | { kind: 'port'; port: number; data: unknown }
  | { kind: 'port-close'; port: number };

/** A child process that finds a `parentPort`, as Electron's utility processes do. */
export class UtilityProcess extends EventEmitter {
  /** Those that are running, for tests that end one by force. */
  static readonly running = new Set<UtilityProcess>();

  readonly #child: ChildProcess;
  readonly #ports = new Map<number, MessagePortMain>();
  #lastPort = 0;

  constructor(modulePath: string, args: string[]) {
    super();
    this.#child = fork(modulePath, args, {
      execPath: process.execPath,
      execArgv: ['--import', new URL('./parentPort.ts', import.meta.url).href],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    UtilityProcess.running.add(this);
    this.#child.on('message', (traffic) => this.#receive(traffic as UtilityTraffic));
    this.#child.on('exit', (code) => {
      UtilityProcess.running.delete(this);
      for (const port of this.#ports.values()) {
        port.close();
      }
      this.emit('exit', code ?? -1);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => this.#adopt(port));
    this.#send({ kind: 'message', data, ports: ports.map(({ id }) => id) });
    for (const { id, port } of ports) {
      port.moveTo({
        deliver: (message) => this.#send({ kind: 'port', port: id, data: message }),
        close: () => this.#send({ kind: 'port-close', port: id }),
      });
    }
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  #adopt(port: MessagePortMain): { id: number; port: MessagePortMain } {
    this.#lastPort += 1;
    this.#ports.set(this.#lastPort, port);
    return { id: this.#lastPort, port };
  }

  #receive(traffic: UtilityTraffic): void {
    if (traffic.kind === 'message') {
      this.emit('message', traffic.data);
    } else if (traffic.kind === 'port') {
      this.#ports.get(traffic.port)?.postFromFarEnd(traffic.data);
    } else {
      this.#ports.get(traffic.port)?.close();
    }
  }

  #send(traffic: UtilityTraffic): void {
    if (this.#child.connected) {
      // A child that has just ended may still count as connected: what is sent to it then is lost, as in Electron, and
      // without somebody to tell, Node would end this process for it.
      this.#child.send(traffic, () => undefined);
    }
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: string[] = []): UtilityProcess => new UtilityProcess(modulePath, args),
};
