import { decodeValue, encodeValue } from './codec.ts';

/** Name of the isolated world in which the preload script runs. */
export const PRELOAD_WORLD = 'electron-preload';
/** The binding by which that world, and no other, reaches Node. */
export const BINDING = 'standInSend';

/** What the preload world sends to Node. */
export type FromPage =
  | { kind: 'invoke'; id: number; channel: string; args: unknown }
  | { kind: 'port'; port: number; data: unknown }
  | { kind: 'port-close'; port: number };

/** What Node sends to the preload world. */
export type ToPage =
  | { kind: 'result'; id: number; ok: boolean; value: unknown }
  | { kind: 'event'; channel: string; args: unknown; ports: number[] }
  | { kind: 'port'; port: number; data: unknown }
  | { kind: 'port-close'; port: number };

/**
 * Runs in the page's own world before anything else: waits for `contextBridge` and builds frozen functions that call
 * across. The name of the events is random per page, and the values are cloned by Chromium on their way.
 */
function pageWorld(eventName: string): void {
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastCall = 0;
  window.addEventListener(`${eventName}-return`, (event) => {
    const { id, ok, value } = (event as CustomEvent).detail;
    const call = calls.get(id);
    calls.delete(id);
    if (ok) {
      call?.resolve(value);
    } else {
      call?.reject(new Error(value));
    }
  });
  window.addEventListener(`${eventName}-expose`, (event) => {
    const { name, functions, values } = (event as CustomEvent).detail;
    const api: Record<string, unknown> = { ...values };
    for (const method of functions) {
      api[method] = (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          lastCall += 1;
          calls.set(lastCall, { resolve, reject });
          window.dispatchEvent(
            new CustomEvent(`${eventName}-call`, { detail: { id: lastCall, name, method, args } }),
          );
        });
    }
    Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true });
  });
}

/** Runs in the isolated world: `contextBridge`, `ipcRenderer`, and then the preload script as a sandboxed one. */
function preloadWorld(
  eventName: string,
  bindingName: string,
  preload: (electron: unknown) => void,
  encode: typeof encodeValue,
  decode: typeof decodeValue,
): void {
  // Preload scripts run in the page itself, not in its frames.
  if (window.parent !== window) {
    return;
  }
  const world = globalThis as unknown as Record<string, (value: never) => void>;
  const send = (message: FromPage): void => world[bindingName]?.(JSON.stringify(message) as never);
  const results = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, ((event: { ports: MessagePort[] }, ...args: unknown[]) => void)[]>();
  const ports = new Map<number, MessagePort>();
  let lastInvocation = 0;

  const adopt = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => send({ kind: 'port', port: id, data: encode(event.data) });
    port1.addEventListener('close', () => send({ kind: 'port-close', port: id }));
    ports.set(id, port1);
    return port2;
  };

  world.standInReceive = (message: ToPage) => {
    if (message.kind === 'result') {
      const result = results.get(message.id);
      results.delete(message.id);
      if (message.ok) {
        result?.resolve(decode(message.value));
      } else {
        result?.reject(new Error(String(message.value)));
      }
    } else if (message.kind === 'event') {
      const event = { ports: message.ports.map(adopt) };
      for (const listener of listeners.get(message.channel) ?? []) {
        listener(event, ...(decode(message.args) as unknown[]));
      }
    } else if (message.kind === 'port') {
      ports.get(message.port)?.postMessage(decode(message.data));
    } else {
      ports.get(message.port)?.close();
    }
  };

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastInvocation += 1;
        results.set(lastInvocation, { resolve, reject });
        send({ kind: 'invoke', id: lastInvocation, channel, args: encode(args) });
      }),
    on: (channel: string, listener: (event: { ports: MessagePort[] }, ...args: unknown[]) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  };

  const exposed = new Map<string, Record<string, unknown>>();
  window.addEventListener(`${eventName}-call`, async (event) => {
    const { id, name, method, args } = (event as CustomEvent).detail;
    const answer = (ok: boolean, value: unknown): boolean =>
      window.dispatchEvent(new CustomEvent(`${eventName}-return`, { detail: { id, ok, value } }));
    try {
      const implementation = exposed.get(name)?.[method];
      answer(true, typeof implementation === 'function' ? await implementation(...args) : undefined);
    } catch (error) {
      answer(false, error instanceof Error ? error.message : String(error));
    }
  });
  const contextBridge = {
    exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
      exposed.set(name, api);
      const functions = Object.keys(api).filter((key) => typeof api[key] === 'function');
      const values = Object.fromEntries(Object.entries(api).filter(([key]) => !functions.includes(key)));
      window.dispatchEvent(new CustomEvent(`${eventName}-expose`, { detail: { name, functions, values } }));
    },
  };

  preload({ contextBridge, ipcRenderer });
}

/** Both scripts as text, in the order in which they must be registered. */
export function pageScripts(eventName: string, preloadSource: string): { page: string; preload: string } {
  const name = JSON.stringify(eventName);
  const sandboxed = `(electron) => {
    const require = (name) => {
      if (name !== 'electron') throw new Error('module not found: ' + name);
      return electron;
    };
    const module = { exports: {} };
    (function (require, module, exports) {\n${preloadSource}\n})(require, module, module.exports);
  }`;
  return {
    page: `(${pageWorld})(${name});`,
    preload: `{
      ${encodeValue}
      ${decodeValue}
      (${preloadWorld})(${name}, ${JSON.stringify(BINDING)}, ${sandboxed}, encodeValue, decodeValue);
    }`,
  };
}
