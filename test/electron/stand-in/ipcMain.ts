import type { Invocation } from './pageBridge.ts';

type Handler = (event: unknown, ...args: unknown[]) => Promise<unknown>;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle: (channel: string, handler: Handler): void => {
    handlers.set(channel, handler);
  },
};

/** A call from the main frame of a page, with the frame as Electron describes it. */
export async function invokeMain(
  sender: { readonly id: number },
  invocation: Invocation,
  url: string,
): Promise<unknown> {
  const handler = handlers.get(invocation.channel);
  if (handler === undefined) {
    throw new Error(`No handler registered for '${invocation.channel}'`);
  }
  const senderFrame = { parent: null, origin: invocation.origin, url };
  return await handler({ sender, senderFrame, frameId: 1, processId: 1 }, ...invocation.args);
}
