import { EventEmitter } from 'node:events';
import { MessagePortMain } from './messagePorts.ts';
import type { UtilityTraffic } from './utilityProcess.ts';

/** Loaded with `--import` before the host's bundle: gives the child process its `parentPort`. */
const here = new Map<number, MessagePortMain>();

function send(traffic: UtilityTraffic): void {
  if (process.connected) {
    // Lost without a fault when the parent has just ended.
    process.send?.(traffic, undefined, undefined, () => undefined);
  }
}

/** Makes the near end of a port whose far end is the one with this number in the parent. */
function adopt(id: number): MessagePortMain {
  const [near, bridge] = MessagePortMain.pair();
  bridge.moveTo({
    deliver: (data) => send({ kind: 'port', port: id, data }),
    close: () => send({ kind: 'port-close', port: id }),
  });
  here.set(id, bridge);
  return near;
}

/** Like Electron's, it keeps messages until somebody listens. */
class ParentPort extends EventEmitter {
  #waiting: { data: unknown; ports: MessagePortMain[] }[] | null = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message' && this.#waiting !== null) {
        const waiting = this.#waiting;
        this.#waiting = null;
        queueMicrotask(() => {
          for (const message of waiting) {
            this.emit('message', message);
          }
        });
      }
    });
    process.on('message', (traffic) => this.#receive(traffic as UtilityTraffic));
    process.on('disconnect', () => process.exit(0));
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] });
  }

  #receive(traffic: UtilityTraffic): void {
    if (traffic.kind === 'port') {
      here.get(traffic.port)?.postFromFarEnd(traffic.data);
    } else if (traffic.kind === 'port-close') {
      here.get(traffic.port)?.close();
    } else {
      const message = { data: traffic.data, ports: traffic.ports.map(adopt) };
      if (this.#waiting === null) {
        this.emit('message', message);
      } else {
        this.#waiting.push(message);
      }
    }
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
