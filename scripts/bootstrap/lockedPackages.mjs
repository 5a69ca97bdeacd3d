/**
 * Compares what package-lock.json asks for with what npm noted in node_modules/.package-lock.json. Both arguments
 * are the `packages` objects of those files: `{ 'node_modules/name': { version, optional, … } }`.
 *
 * True when every needed package is installed in the locked version. Packages beside the lock (the `node` package
 * fetches its binary as one) and missing optional ones (made for other platforms) do not matter.
 */
export function isInstalledAsLocked(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const present = installed[path];
    if (!present) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
    return present.version === wanted.version;
  });
}
