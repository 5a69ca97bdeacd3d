/**
 * The content security policy of the window, the same in every shell: the Electron shell sends it with the custom
 * scheme, the browser shell with HTTP. `'self'` is therefore `musubi://app` in one and `http://127.0.0.1:<port>` in
 * the other.
 *
 * What is allowed, and why:
 * - `script-src 'self'`: built files only; no inline script, no eval, no wasm.
 * - `style-src 'unsafe-inline'`: Mantine writes its theme variables and responsive props as `<style>` elements while
 *   the page runs. A nonce would have to reach the static page and be kept from scripts that could read it again, so
 *   it would add little; without script, injected style can only reach `'self'` (see img-src, font-src, connect-src).
 * - `worker-src 'self'`: the map's worker is an emitted file. No `blob:`: MapLibre takes the file with
 *   `setWorkerUrl`, mapbox-gl with `workerUrl` of its `mapbox-gl-csp` build.
 * - `img-src data: blob:`: map symbols, thumbnails of attachments and pictures just chosen by the user.
 * - `connect-src 'self'`: calls to the host in the browser shell, and data files fetched by the map.
 *
 * `require-trusted-types-for` is not set: Mantine fills `<style>` through innerHTML and MapLibre starts its worker
 * from a string, so the policy that would be needed had to pass both kinds wholesale.
 */
const BASE_DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'worker-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'frame-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/**
 * The hosts of the online map's provider, and nothing else of theirs. They are reachable only while the user has
 * the online map switched on. `events.mapbox.com` receives the usage reports that mapbox-gl's licence requires; the
 * settings page says so before the map can be switched on.
 */
export const ONLINE_MAP_HOSTS = ['api.mapbox.com', 'events.mapbox.com'] as const;

function write(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** The policy while everything stays on the machine. */
export const CONTENT_SECURITY_POLICY: string = write(BASE_DIRECTIVES);

/** The policy to send with the page: the strict one, plus the map provider's hosts while the user wants them. */
export function contentSecurityPolicyFor(settings: { onlineMap: boolean }): string {
  if (!settings.onlineMap) {
    return CONTENT_SECURITY_POLICY;
  }
  const hosts = ONLINE_MAP_HOSTS.map((host) => `https://${host}`);
  return write({
    ...BASE_DIRECTIVES,
    'img-src': [...(BASE_DIRECTIVES['img-src'] ?? []), ...hosts],
    'connect-src': [...(BASE_DIRECTIVES['connect-src'] ?? []), ...hosts],
  });
}

/** Browser features that no part of the window uses; they stay off even for our own pages. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** All security headers of a page or asset of the window, for either shell. */
export function pageSecurityHeaders(settings: { onlineMap: boolean }): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicyFor(settings),
    'permissions-policy': PERMISSIONS_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
