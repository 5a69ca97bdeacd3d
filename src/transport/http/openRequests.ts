import type { ServerResponse } from 'node:http';

export interface OpenRequests {
  add(response: ServerResponse): void;
  /** Cuts streams that would never end by themselves, then waits for the others; resolves when none is left. */
  drain(): Promise<void>;
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}

/** Knows which requests are under way, so that a shutdown can finish what a user is waiting for. */
export function createOpenRequests(): OpenRequests {
  const open = new Set<ServerResponse>();
  let draining = false;
  let whenEmpty: () => void = () => {};
  return {
    add(response) {
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        if (draining && open.size === 0) {
          whenEmpty();
        }
      });
    },
    async drain() {
      draining = true;
      if (open.size === 0) {
        return;
      }
      const emptied = new Promise<void>((resolve) => {
        whenEmpty = resolve;
      });
      for (const response of open) {
        if (isEventStream(response)) {
          response.destroy();
        }
      }
      await emptied;
    },
  };
}
