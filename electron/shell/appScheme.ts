import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from 'electron';
import { pageSecurityHeaders } from '#contract/contentSecurityPolicy.ts';
import { APP_SCHEME } from './decisions/appOrigin.ts';
import { decideSchemePath } from './decisions/schemePath.ts';

/** Must be called before the app is ready: makes the scheme a secure origin with fetch, like https. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        codeCache: true,
        allowServiceWorkers: false,
      },
    },
  ]);
}

export interface AppSchemeOptions {
  /** Folder of the built window. */
  readonly directory: string;
  isOnlineMapOn(): boolean;
  onRefusal(reason: string): void;
}

/** Answers requests on the custom scheme with files of the built window, and with nothing else. */
export function createAppSchemeHandler(options: AppSchemeOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const headers = pageSecurityHeaders({ onlineMap: options.isOnlineMapOn() });
    const decision = decideSchemePath(request.url, request.method);
    if (!decision.allowed) {
      options.onRefusal(decision.reason);
      return new Response(null, { status: decision.status, headers });
    }
    const body = await readInside(options.directory, decision.file);
    if (body === null) {
      return new Response(null, { status: 404, headers });
    }
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      status: 200,
      headers: {
        ...headers,
        'content-type': decision.mimeType,
        'content-length': String(body.byteLength),
        // Built assets carry a hash in their name; the page itself must be read anew so that its policy is current.
        'cache-control': decision.file.startsWith('assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-store',
      },
    });
  };
}

/** The file's content, or null when it is not there or a link leads out of the folder. */
async function readInside(directory: string, file: string): Promise<Buffer | null> {
  try {
    const root = await realpath(directory);
    const target = await realpath(path.join(root, file));
    const fromRoot = path.relative(root, target);
    if (fromRoot === '' || fromRoot.startsWith('..') || path.isAbsolute(fromRoot)) {
      return null;
    }
    return await readFile(target);
  } catch {
    return null;
  }
}
