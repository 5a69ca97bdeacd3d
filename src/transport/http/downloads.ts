import { newSecret } from './secrets.ts';

export interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Downloads {
  /** Keeps a file for one download and returns the token of its address. */
  register(download: Download): string;
  /** The file of a token, once; undefined for unknown, used and expired tokens. */
  take(token: string): Download | undefined;
}

/** A file that nobody fetched is let go after this time. */
const keepMinutes = 10;
const mostFiles = 32;

/** Files waiting for the browser to fetch them, each under a token that works once. */
export function createDownloads(now: () => number = Date.now): Downloads {
  const waiting = new Map<string, { readonly download: Download; readonly until: number }>();
  function dropExpired(): void {
    for (const [token, entry] of waiting) {
      if (entry.until <= now()) {
        waiting.delete(token);
      }
    }
  }
  return {
    register(download) {
      dropExpired();
      const [oldest] = waiting.keys();
      if (oldest !== undefined && waiting.size >= mostFiles) {
        waiting.delete(oldest);
      }
      const token = newSecret();
      waiting.set(token, { download, until: now() + keepMinutes * 60_000 });
      return token;
    },
    take(token) {
      dropExpired();
      const entry = waiting.get(token);
      waiting.delete(token);
      return entry?.download;
    },
  };
}

/**
 * The `Content-Disposition` for saving under any file name (RFC 6266): a plain form for old readers, and the real
 * name in UTF-8. Separators and control characters become `_`.
 */
export function contentDisposition(fileName: string): string {
  const name = fileName.replace(/[\p{Cc}\p{Cs}/\\]/gu, '_');
  const plain = name.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
