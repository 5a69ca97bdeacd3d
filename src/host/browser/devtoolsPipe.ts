import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A command's answer; its shape is the protocol's. */
export type DevtoolsResult = Readonly<Record<string, unknown>>;

export interface DevtoolsPipe {
  /** Sends a command of the Chrome DevTools Protocol; rejects when the browser refuses it or has ended. */
  send(method: string, parameters?: object, sessionId?: string): Promise<DevtoolsResult>;
}

interface Waiting {
  resolve(result: DevtoolsResult): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly result?: DevtoolsResult;
  readonly error?: { readonly message: string };
}

/**
 * Speaks to a browser started with `--remote-debugging-pipe`: JSON messages that end in a NUL, over two pipes that no
 * other program can reach (a debugging port could be used by anyone on the machine).
 */
export function openDevtoolsPipe(toBrowser: Writable, fromBrowser: Readable): DevtoolsPipe {
  const waiting = new Map<number, Waiting>();
  const decoder = new StringDecoder('utf8');
  let lastId = 0;
  let rest = '';

  function receive(text: string): void {
    const { id, result, error }: Message = JSON.parse(text);
    // Messages without an id are events, which nobody here waits for.
    const call = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !call) {
      return;
    }
    waiting.delete(id);
    if (error) {
      call.reject(new Error(error.message));
    } else {
      call.resolve(result ?? {});
    }
  }

  function end(): void {
    for (const call of waiting.values()) {
      call.reject(new Error('The browser has ended.'));
    }
    waiting.clear();
  }

  fromBrowser.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\0');
    rest = parts.pop() ?? '';
    parts.forEach(receive);
  });
  for (const stream of [toBrowser, fromBrowser]) {
    stream.on('error', end);
    stream.on('close', end);
  }

  return {
    send(method, parameters = {}, sessionId) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        toBrowser.write(`${JSON.stringify({ id, method, params: parameters, sessionId })}\0`);
      });
    },
  };
}
