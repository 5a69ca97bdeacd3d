import { APP_ORIGIN, originOf } from './appOrigin.ts';
import { mimeTypeOf } from './mimeType.ts';
import { isDeviceName } from './reservedName.ts';

export type SchemePathDecision =
  /** `file` is relative to the folder of the built window, with forward slashes. */
  | { readonly allowed: true; readonly file: string; readonly mimeType: string }
  | { readonly allowed: false; readonly status: 400 | 403 | 404 | 405; readonly reason: string };

const PAGE = { allowed: true, file: 'index.html', mimeType: 'text/html; charset=utf-8' } as const;

/** What a bundler writes: plain letters, digits and a few marks, never starting with a dot. */
const FILE_SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._@+-]*$/;

function refuse(status: 400 | 403 | 404 | 405, reason: string): SchemePathDecision {
  return { allowed: false, status, reason };
}

/**
 * Which file of the built window answers a request on the custom scheme. Paths without a file extension are places
 * inside the app (the router reads them) and get the page. Nothing is mended: what looks like an attempt to leave
 * the folder is refused, also where a later check would catch it.
 *
 * @param url the request's address, as text: its path is read before any parser has resolved dots in it
 */
export function decideSchemePath(url: string, method: string): SchemePathDecision {
  if (method !== 'GET' && method !== 'HEAD') {
    return refuse(405, 'method');
  }
  if (originOf(url) !== APP_ORIGIN) {
    return refuse(403, 'not-our-origin');
  }
  const rawPath = url.slice(APP_ORIGIN.length).split(/[?#]/, 1)[0] ?? '';
  if (/%(2f|5c|00)/i.test(rawPath)) {
    return refuse(403, 'encoded-separator');
  }
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return refuse(400, 'bad-encoding');
  }
  const reason = whyUnsafe(path);
  if (reason !== null) {
    return refuse(403, reason);
  }
  const segments = path.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  if (!last.includes('.') && segments[0] !== 'assets') {
    return PAGE;
  }
  const mimeType = mimeTypeOf(last);
  if (mimeType === null || path.endsWith('/') || !segments.every((segment) => FILE_SEGMENT.test(segment))) {
    return refuse(404, 'not-a-file-of-the-window');
  }
  return { allowed: true, file: segments.join('/'), mimeType };
}

/** Why a decoded path is refused outright; null when it is harmless. */
function whyUnsafe(path: string): string | null {
  if (path.includes('%')) {
    return 'double-encoding';
  }
  if (/[\\\p{Cc}\p{Cf}]/u.test(path)) {
    return 'unsafe-character';
  }
  if (path.startsWith('//') || path.includes('//')) {
    return 'empty-segment';
  }
  for (const segment of path.split('/')) {
    if (/^\.+$/.test(segment.trim())) {
      return 'traversal';
    }
    if (/^[A-Za-z]:/.test(segment) || /[. ]$/.test(segment)) {
      return 'windows-path';
    }
    if (isDeviceName(segment)) {
      return 'device-name';
    }
  }
  return null;
}
