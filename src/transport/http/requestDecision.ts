/** What is looked at of a request. Header values are as sent; undefined when the header is missing. */
export interface RequestFacts {
  readonly method: string;
  /** The request target: path and query. */
  readonly target: string;
  /** Every `Host` header of the request; a proper one has exactly one. */
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDestination: string | undefined;
  readonly contentType: string | undefined;
  /** The request carries the session cookie. */
  readonly hasSession: boolean;
}

export type RefusalReason =
  | 'malformed'
  | 'wrong-host'
  | 'other-origin'
  | 'other-site'
  | 'no-session'
  | 'method'
  | 'content-type';

export type RequestDecision =
  | {
      readonly action: 'refuse';
      readonly status: 400 | 401 | 403 | 405 | 415 | 421;
      readonly reason: RefusalReason;
    }
  /** The page that exchanges the secret for a session. */
  | { readonly action: 'door' }
  | { readonly action: 'door-script' }
  | { readonly action: 'open-session' }
  | { readonly action: 'call' }
  | { readonly action: 'download'; readonly token: string }
  /** The user interface's page. */
  | { readonly action: 'page' }
  | { readonly action: 'file'; readonly path: string };

export const doorScriptPath = '/door.js';
export const sessionPath = '/session';
export const callPrefix = '/rpc';
export const downloadPrefix = '/download/';

const longestTarget = 8_192;

function refuse(
  status: (RequestDecision & { action: 'refuse' })['status'],
  reason: RefusalReason,
): RequestDecision {
  return { action: 'refuse', status, reason };
}

/** The decoded path of a target, or null when it is not a plain path below this server. */
function plainPath(target: string): string | null {
  if (!target.startsWith('/') || target.startsWith('//') || target.length > longestTarget) {
    return null;
  }
  const [encoded = ''] = target.split(/[?#]/, 1);
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  if (/[\p{Cc}\\]/u.test(path)) {
    return null;
  }
  return path.split('/').some((part) => part === '..' || part === '.') ? null : path;
}

function decidePost(facts: RequestFacts, path: string, ownOrigin: string): RequestDecision {
  // A browser always names the origin of a POST; what does not is no page of ours.
  if (facts.origin !== ownOrigin) {
    return refuse(403, 'other-origin');
  }
  if (facts.fetchSite !== undefined && facts.fetchSite !== 'same-origin') {
    return refuse(403, 'other-site');
  }
  if (path === sessionPath) {
    const isJson = facts.contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
    return isJson ? { action: 'open-session' } : refuse(415, 'content-type');
  }
  if (!path.startsWith(`${callPrefix}/`)) {
    return refuse(405, 'method');
  }
  return facts.hasSession ? { action: 'call' } : refuse(401, 'no-session');
}

/** A person opening the page in a tab or window: the address typed, a link followed, a reload. */
function opensPage(facts: RequestFacts, path: string): boolean {
  const isNavigation = facts.fetchMode === 'navigate' && facts.fetchDestination === 'document';
  // Programs without fetch metadata (a script checking that the server is there) count by the path alone.
  const isPlain = facts.fetchMode === undefined;
  const lastPart = path.slice(path.lastIndexOf('/') + 1);
  return (isNavigation || isPlain) && !lastPart.includes('.') && !path.startsWith(downloadPrefix);
}

function decideGet(facts: RequestFacts, path: string, ownOrigin: string): RequestDecision {
  if (facts.origin !== undefined && facts.origin !== ownOrigin) {
    return refuse(403, 'other-origin');
  }
  if (path === callPrefix || path.startsWith(`${callPrefix}/`) || path === sessionPath) {
    return refuse(405, 'method');
  }
  if (opensPage(facts, path)) {
    return facts.hasSession ? { action: 'page' } : { action: 'door' };
  }
  // Not even the names of our files may be probed by another site, or by a page on another port ("same-site").
  if (facts.fetchSite !== undefined && facts.fetchSite !== 'same-origin' && facts.fetchSite !== 'none') {
    return refuse(403, 'other-site');
  }
  if (path === doorScriptPath) {
    return { action: 'door-script' };
  }
  if (!facts.hasSession) {
    return refuse(401, 'no-session');
  }
  if (path.startsWith(downloadPrefix)) {
    return { action: 'download', token: path.slice(downloadPrefix.length) };
  }
  return { action: 'file', path };
}

/**
 * Decides what a request may do; the only place that does. `ownHost` is the one name this server answers to, for
 * instance `127.0.0.1:49152`: a page elsewhere whose name was made to point to this machine (DNS rebinding) sends
 * its own name and is refused.
 */
export function decideRequest(facts: RequestFacts, ownHost: string): RequestDecision {
  if (facts.hosts.length !== 1 || facts.hosts[0] !== ownHost) {
    return refuse(421, 'wrong-host');
  }
  const path = plainPath(facts.target);
  if (path === null) {
    return refuse(400, 'malformed');
  }
  const ownOrigin = `http://${ownHost}`;
  switch (facts.method) {
    case 'POST':
      return decidePost(facts, path, ownOrigin);
    case 'GET':
    case 'HEAD':
      return decideGet(facts, path, ownOrigin);
    default:
      return refuse(405, 'method');
  }
}
