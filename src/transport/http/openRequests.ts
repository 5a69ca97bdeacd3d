import type { ServerResponse } from 'node:http';

export interface OpenRequests {
  /** Counts a request until `work` is done, also when the browser has gone away meanwhile. */
  add(response: ServerResponse, work: Promise<void>): void;
  /** Cuts streams that would never end by themselves, then waits for all work; resolves when none is left. */
  drain(): Promise<void>;
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}

/** Knows which requests are under way, so that a shutdown can finish what a user has asked for. */
export function createOpenRequests(): OpenRequests {
  const open = new Map<ServerResponse, Promise<void>>();
  return {
    add(response, work) {
      open.set(response, work);
      work.finally(() => open.delete(response));
    },
    async drain() {
      for (const response of open.keys()) {
        if (isEventStream(response)) {
          response.destroy();
        }
      }
      await Promise.all(open.values());
    },
  };
}
