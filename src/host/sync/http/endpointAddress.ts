import { MusubiError } from '#core/errors/musubiError.ts';

/**
 * The address of an endpoint without a slash at its end.
 * @throws MusubiError WRONG_USAGE unless it is https, or http on this machine, without name and password
 */
export function endpointAddress(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrongAddress();
  }
  const loopback = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\./.test(url.hostname);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
  if (!safe || url.username || url.password || url.search || url.hash) {
    throw wrongAddress();
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The text itself is not repeated: it may hold a password. */
function wrongAddress(): MusubiError {
  return new MusubiError('WRONG_USAGE', { reason: '--endpoint https://… | http://127.0.0.1:…' });
}
