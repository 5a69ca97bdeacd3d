import { EventEmitter } from 'node:events';
import { records } from './records.ts';

interface PermissionDetails {
  requestingUrl: string;
  isMainFrame: boolean;
}
type PermissionRequestHandler = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: PermissionDetails,
) => void;
type PermissionCheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: PermissionDetails,
) => boolean;
type BeforeRequest = (
  details: { id: number; url: string; method: string; resourceType: string },
  callback: (answer: { cancel?: boolean }) => void,
) => void;

/** The handlers of one session. Storage is Chromium's own and not kept apart. */
export class Session extends EventEmitter {
  readonly handlers = {
    permissionRequest: null as PermissionRequestHandler | null,
    permissionCheck: null as PermissionCheckHandler | null,
    beforeRequest: null as BeforeRequest | null,
    schemes: new Map<string, (request: Request) => Response | Promise<Response>>(),
  };
  #lastRequest = 0;

  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>): void => {
      this.handlers.schemes.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (handler: BeforeRequest): void => {
      this.handlers.beforeRequest = handler;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.handlers.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.handlers.permissionCheck = handler;
  }

  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}

  async setProxy(config: { mode: string }): Promise<void> {
    records.proxyModes.push(config.mode);
  }

  /** Whether a request may be sent; without a handler every one may, as in Electron. */
  async mayRequest(url: string, method: string, resourceType: string): Promise<boolean> {
    const handler = this.handlers.beforeRequest;
    if (handler === null) {
      return true;
    }
    this.#lastRequest += 1;
    const id = this.#lastRequest;
    return await new Promise((resolve) => {
      handler({ id, url, method, resourceType }, (answer) => resolve(answer.cancel !== true));
    });
  }

  /** Whether both handlers grant a permission; without handlers it is granted, as in Electron. */
  async mayGrant(permission: string, requestingUrl: string): Promise<boolean> {
    const details = { requestingUrl, isMainFrame: true };
    const { permissionCheck, permissionRequest } = this.handlers;
    const checked = permissionCheck?.(null, permission, new URL(requestingUrl).origin, details) ?? true;
    const granted = await new Promise<boolean>((resolve) => {
      if (permissionRequest === null) {
        resolve(true);
      } else {
        permissionRequest(null, permission, resolve, details);
      }
    });
    return checked && granted;
  }
}

const partitions = new Map<string, Session>();

export const session = {
  defaultSession: new Session(),
  fromPartition: (name: string): Session => {
    const known = partitions.get(name) ?? new Session();
    partitions.set(name, known);
    return known;
  },
};
