import { describe, expect, test } from 'vitest';
import { maySendRequest } from '../../electron/shell/decisions/webRequest.ts';

const OFFLINE = { onlineMap: false, developmentOrigin: null };
const ONLINE = { onlineMap: true, developmentOrigin: null };

function allowed(
  url: string,
  settings: { onlineMap: boolean; developmentOrigin: string | null },
  resourceType = 'xhr',
) {
  return maySendRequest({ url, resourceType, settings }).allowed;
}

const OWN = [
  'musubi://app/',
  'musubi://app/assets/index.js',
  'blob:musubi://app/8f2b',
  'data:image/png;base64,AA==',
];

const MAP = [
  'https://api.mapbox.com/styles/v1/mapbox/light-v11?access_token=pk.x',
  'https://events.mapbox.com/events/v2',
];

/** Requests that would leave the machine, and are refused even while the online map is on. */
const NEVER: readonly (readonly [string, string])[] = [
  ['https://evil.example/', 'another site'],
  ['https://mapbox.com/', 'the provider, but not its map host'],
  ['https://www.mapbox.com/', 'the provider, but not its map host'],
  ['https://a.api.mapbox.com/', 'below a map host'],
  ['https://api.mapbox.com.evil.example/', 'starts with a map host'],
  ['https://evil-api.mapbox.com/', 'ends with a map host'],
  ['https://apiXmapbox.com/', 'dot read as any letter'],
  ['https://evil.example/?https://api.mapbox.com/', 'map host in the query'],
  ['https://evil.example/api.mapbox.com', 'map host in the path'],
  ['https://api.mapbox.com@evil.example/', 'map host as user name'],
  ['https://user:secret@api.mapbox.com/', 'credentials'],
  ['https://api.mapbox.com:8443/', 'another port'],
  ['https://api.mapbox.com./', 'trailing dot'],
  ['http://api.mapbox.com/', 'not encrypted'],
  ['wss://api.mapbox.com/', 'socket'],
  ['ftp://api.mapbox.com/', 'ftp'],
  ['https:\\\\api.mapbox.com\\', 'backslashes'],
  ['https://api.mapbox.com\\@evil.example/', 'backslash before credentials'],
  ['https://аpi.mapbox.com/', 'Cyrillic а'],
  ['https://demotiles.maplibre.org/style.json', "the map library's example server"],
  ['https://fonts.googleapis.com/css', 'font server'],
  ['https://redirector.gvt1.com/edgedl/chrome/dict/en-us.bdic', 'spelling dictionaries'],
  ['https://update.googleapis.com/service/update2', 'component updates'],
  ['http://127.0.0.1:8080/', 'this machine'],
  ['http://localhost:5173/', 'a development server that is not ours'],
  ['ws://localhost:5173/', 'its socket'],
  ['devtools://devtools/bundled/inspector.html', 'tools outside development'],
  ['file:///etc/passwd', 'file'],
  ['blob:https://evil.example/8f2b', 'blob of another origin'],
  ['blob:null/8f2b', 'blob without origin'],
  ['filesystem:musubi://app/temporary/x', 'filesystem'],
  ['chrome-extension://abc/x.js', 'extension'],
  ['musubi://evil.example/', 'our scheme, another host'],
  ['musubi://user@app/', 'our origin with credentials'],
  ['', 'nothing'],
];

describe('requests of the window', () => {
  test.each(OWN)('may read %s', (url) => {
    expect(allowed(url, OFFLINE)).toBe(true);
    expect(allowed(url, ONLINE)).toBe(true);
  });

  test.each(MAP)('may reach %s only while the online map is on', (url) => {
    expect(allowed(url, OFFLINE)).toBe(false);
    expect(allowed(url, ONLINE)).toBe(true);
  });

  test.each(MAP)('may not load %s as a page', (url) => {
    expect(allowed(url, ONLINE, 'mainFrame')).toBe(false);
    expect(allowed(url, ONLINE, 'subFrame')).toBe(false);
  });

  test.each(NEVER)('never reach %j (%s)', (url) => {
    expect(allowed(url, OFFLINE)).toBe(false);
    expect(allowed(url, ONLINE)).toBe(false);
  });

  test.each(['data:text/html,<script>1</script>', 'blob:musubi://app/8f2b'])(
    'may not load %s as a page',
    (url) => {
      expect(allowed(url, OFFLINE, 'mainFrame')).toBe(false);
      expect(allowed(url, OFFLINE, 'subFrame')).toBe(false);
    },
  );

  test('reach the development server and its tools in development, and no other port', () => {
    const development = { onlineMap: false, developmentOrigin: 'http://localhost:5173' };
    expect(allowed('http://localhost:5173/@vite/client', development, 'script')).toBe(true);
    expect(allowed('ws://localhost:5173/?token=x', development, 'webSocket')).toBe(true);
    expect(allowed('devtools://devtools/bundled/inspector.html', development, 'mainFrame')).toBe(true);
    expect(allowed('http://localhost:5174/', development)).toBe(false);
    expect(allowed('ws://localhost:5174/', development, 'webSocket')).toBe(false);
    expect(allowed('ws://user@localhost:5173/', development, 'webSocket')).toBe(false);
    expect(allowed('devtools://evil/x', development)).toBe(false);
  });
});
