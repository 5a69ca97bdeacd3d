import { hasCredentials, parseStrictly } from './appOrigin.ts';

export type ExternalLinkDecision =
  | { readonly allowed: true; readonly url: string }
  | { readonly allowed: false; readonly reason: string };

/** Browsers and mail programs agree on lengths up to about this; longer links are not sources, they are payloads. */
const LONGEST_LINK = 2048;

/**
 * Whether a link may be handed to the system's browser. Links come with imported and synced records, so they are
 * not trusted: only https, no credentials, and a named public host (an address of this machine or a bare IP number
 * would let a record make the browser call devices on the user's own network). The answer carries the parsed form:
 * what was checked is what is opened.
 */
export function mayOpenExternally(link: string): ExternalLinkDecision {
  if (link.length > LONGEST_LINK) {
    return { allowed: false, reason: 'too-long' };
  }
  const parsed = parseStrictly(link);
  if (parsed === null) {
    return { allowed: false, reason: 'not-a-url' };
  }
  if (parsed.protocol !== 'https:' || !/^https:\/\/[^/]/i.test(link)) {
    return { allowed: false, reason: 'not-https' };
  }
  if (hasCredentials(link, parsed)) {
    return { allowed: false, reason: 'credentials' };
  }
  if (!isPublicHostName(parsed.hostname)) {
    return { allowed: false, reason: 'not-a-public-host' };
  }
  return { allowed: true, url: parsed.href };
}

function isPublicHostName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isNumber = /^[\d.]+$/.test(name) || name.startsWith('[');
  const isLocal = !name.includes('.') || /\.(localhost|local|internal|localdomain|home\.arpa)$/.test(name);
  return name !== '' && !isNumber && !isLocal;
}
