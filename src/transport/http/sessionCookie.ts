import { isSameSecret } from './secrets.ts';

/** More cookies of our name than a browser would send: another port's page is stuffing them. */
const mostValues = 16;

/** Cookies are shared between the ports of a host, so two programs running at once need names of their own. */
export function sessionCookieName(port: number): string {
  return `musubi_session_${port}`;
}

/** The `Set-Cookie` value of a session: for this browser run, unreadable for scripts, never sent from other sites. */
export function sessionCookie(port: number, session: string): string {
  return `${sessionCookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`;
}

/** All values of the cookie `name` in a `Cookie` header, in the order sent. */
export function cookieValues(header: string | undefined, name: string): string[] {
  if (header === undefined) {
    return [];
  }
  const values: string[] = [];
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) {
      values.push(pair.slice(at + 1).trim());
    }
  }
  return values;
}

/**
 * True when the request carries the session. A page on another port of this host may have set further cookies of
 * the same name: they are looked past, so that it can neither get in nor shut the user out.
 */
export function hasSession(header: string | undefined, port: number, session: string): boolean {
  const values = cookieValues(header, sessionCookieName(port)).slice(0, mostValues);
  return values.some((value) => isSameSecret(value, session));
}
