const key = 'musubi.importWindow';

/**
 * The name under which this window's imports are known to the host: kept while the window is loaded again, never shared
 * with another one.
 */
export function importWindow(): string {
  const known = sessionStorage.getItem(key);
  if (known) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(key, fresh);
  return fresh;
}
