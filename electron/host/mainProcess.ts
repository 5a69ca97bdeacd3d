import { type MessageFromHost, type MessageToHost, messageToHost } from '../ipc/hostMessages.ts';

type Request =
  | { readonly type: 'seal'; readonly key: Uint8Array }
  | { readonly type: 'unseal'; readonly sealed: Uint8Array }
  | { readonly type: 'renderPdf'; readonly html: string };

/** The host's end of the line to the main process. */
export interface MainProcess {
  send(message: MessageFromHost): void;
  /** Borrows something only the main process has. @throws with the main process' message when it refuses */
  ask(request: Request): Promise<Uint8Array>;
}

/** A line end that `process.parentPort` fits, and a pair of emitters in tests. */
export interface ParentLine {
  on(
    event: 'message',
    listener: (event: { data: unknown; ports: Electron.MessagePortMain[] }) => void,
  ): unknown;
  postMessage(message: unknown): void;
}

/**
 * Speaks with the main process: answers find their request by number, everything else goes to `receive`. Messages
 * of any other shape are dropped; there is nobody else on this line.
 */
export function connectMainProcess(
  line: ParentLine,
  receive: (
    message: Exclude<MessageToHost, { type: 'answer' | 'refusal' }>,
    ports: Electron.MessagePortMain[],
  ) => void,
): MainProcess {
  const waiting = new Map<number, { resolve(value: Uint8Array): void; reject(error: Error): void }>();
  let lastId = 0;

  const settle = (id: number): ReturnType<typeof waiting.get> => {
    const pending = waiting.get(id);
    waiting.delete(id);
    return pending;
  };

  line.on('message', ({ data, ports }) => {
    const parsed = messageToHost.safeParse(data);
    if (!parsed.success) {
      return;
    }
    const message = parsed.data;
    if (message.type === 'answer') {
      settle(message.id)?.resolve(message.value);
    } else if (message.type === 'refusal') {
      settle(message.id)?.reject(new Error(message.message));
    } else {
      receive(message, ports);
    }
  });

  return {
    send: (message) => line.postMessage(message),
    ask: (request) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        line.postMessage({ ...request, id: lastId });
      }),
  };
}
