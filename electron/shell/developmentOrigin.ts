/**
 * Origin of the development server, or null. A packed app never has one, whatever its environment says, and in a
 * checkout only a server on this machine counts.
 */
export function developmentOriginFrom(isPackaged: boolean, address: string | undefined): string | null {
  if (isPackaged || address === undefined) {
    return null;
  }
  const parsed = URL.parse(address);
  const isLocal = parsed !== null && (parsed.hostname === 'localhost' || parsed.hostname === '127.0.0.1');
  return isLocal && parsed.protocol === 'http:' ? parsed.origin : null;
}
