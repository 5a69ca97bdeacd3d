/** The window's own scheme and origin. The page never lives on `file://`, which would give it rights over files. */
export const APP_SCHEME = 'musubi';
export const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Longer addresses are refused unread: nothing of ours comes near, and parsers differ on extreme input. */
const LONGEST_URL = 4096;

/**
 * Parses an address strictly. URL parsers quietly drop tabs and line ends, turn backslashes into slashes and trim
 * blanks; whatever would need such mending is refused (null), so that the text that was checked is the text that is
 * used.
 */
export function parseStrictly(text: string): URL | null {
  if (text.length === 0 || text.length > LONGEST_URL || hasUnsafeCharacter(text)) {
    return null;
  }
  return URL.parse(text);
}

/** Control characters, blanks, backslashes, and invisible or direction-changing characters. */
function hasUnsafeCharacter(text: string): boolean {
  return /[\\\s\p{Cc}\p{Cf}]/u.test(text);
}

/** Whether the address carries a user name or password, even an empty one (`https://@host`). */
export function hasCredentials(text: string, parsed: URL): boolean {
  const authority = /^[^:/?#]+:\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
  return parsed.username !== '' || parsed.password !== '' || authority.includes('@');
}

/**
 * The origin of an address as exact text, or null when it has none that we compare. Node's URL gives the origin of
 * a custom scheme as "null", so ours is put together from its parts here.
 */
export function originOf(text: string): string | null {
  const parsed = parseStrictly(text);
  if (parsed === null || hasCredentials(text, parsed)) {
    return null;
  }
  if (parsed.protocol === `${APP_SCHEME}:`) {
    return parsed.host === APP_HOST && /^musubi:\/\/app(?=$|[/?#])/i.test(text) ? APP_ORIGIN : null;
  }
  if (parsed.protocol === 'http:' || parsed.protocol === 'https:') {
    return parsed.origin;
  }
  return null;
}

/**
 * Whether an address belongs to our window: the custom scheme, or, in development only, exactly the origin of the
 * development server.
 */
export function isAppAddress(text: string, developmentOrigin: string | null): boolean {
  const origin = originOf(text);
  return (
    origin !== null && (origin === APP_ORIGIN || (developmentOrigin !== null && origin === developmentOrigin))
  );
}
