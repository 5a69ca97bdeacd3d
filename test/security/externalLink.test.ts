import { describe, expect, test } from 'vitest';
import { mayOpenExternally } from '../../electron/shell/decisions/externalLink.ts';
import { decideWindowOpen } from '../../electron/shell/decisions/windowOpen.ts';

const GOOD: readonly (readonly [string, string])[] = [
  ['https://www.mlit.go.jp/', 'https://www.mlit.go.jp/'],
  ['https://asean.org/our-communities?x=1#top', 'https://asean.org/our-communities?x=1#top'],
  ['https://例え.テスト.jp/都市', 'https://xn--r8jz45g.xn--zckzah.jp/%E9%83%BD%E5%B8%82'],
  ['HTTPS://WWW.JICA.GO.JP/', 'https://www.jica.go.jp/'],
  ['https://example.com:8443/a', 'https://example.com:8443/a'],
];

const HOSTILE_LINKS: readonly (readonly [string, string])[] = [
  ['http://www.mlit.go.jp/', 'not encrypted'],
  ['https://user:secret@bank.example/', 'credentials'],
  ['https://www.mlit.go.jp@evil.example/', 'trusted name as user name'],
  ['https://@evil.example/', 'empty credentials'],
  ['https://www.mlit.go.jp%40evil.example/', 'encoded at sign in the host'],
  ['https:evil.example', 'no slashes'],
  ['https:/evil.example', 'one slash'],
  ['https:///evil.example', 'three slashes'],
  ['https:\\\\evil.example\\', 'backslashes'],
  ['https://www.mlit.go.jp\\@evil.example/', 'backslash before credentials'],
  ['https://evil.example\t/', 'tab'],
  ['https://evil.example/\r\nHost: x', 'line end'],
  [' https://evil.example/', 'leading blank'],
  ['https://evil.example/a b', 'blank, which would split a command line'],
  ['https://evil.example/\u202efdp.exe', 'direction override'],
  ['https://\u200bevil.example/', 'zero-width blank'],
  ['https://', 'no host'],
  ['https://.', 'a dot as host'],
  ['https://localhost/', 'this machine'],
  ['https://localhost./', 'this machine with a dot'],
  ['https://a.localhost/', 'this machine by subdomain'],
  ['https://127.0.0.1/', 'this machine by number'],
  ['https://2130706433/', 'this machine as one number'],
  ['https://0x7f.1/', 'this machine in hexadecimal'],
  ['https://[::1]/', 'this machine, IPv6'],
  ['https://192.168.0.1/reboot', 'a router'],
  ['https://169.254.169.254/latest/meta-data', 'a metadata service'],
  ['https://printer/', 'a device of the local network'],
  ['https://printer.local/', 'a device of the local network, by mDNS'],
  ['https://intra.internal/', 'a private name'],
  ['file:///etc/passwd', 'file'],
  ['file://evil.example/share/x.exe', 'file on a share'],
  ['\\\\evil.example\\share\\x.exe', 'UNC path, which leaks the Windows password hash'],
  ['//evil.example/x', 'no scheme'],
  ['javascript:alert(1)', 'script'],
  ['data:text/html,x', 'data'],
  ['blob:https://evil.example/1', 'blob'],
  ['view-source:https://evil.example/', 'source view'],
  ['smb://evil.example/x', 'network share'],
  ['ms-msdt:/id', 'Windows diagnostics'],
  ['ms-officecmd:{}', 'Office commands'],
  ['search-ms:query=x', 'Windows search'],
  ['vscode://x', 'another program'],
  ['mailto:a@b.example?attach=/etc/passwd', 'mail with an attachment'],
  ['tel:110', 'telephone'],
  ['musubi://app/', 'our own scheme'],
  ['musubi-desk://record/hanoi', 'our deep link'],
  ['-https://evil.example', 'looks like a switch'],
  ['', 'nothing'],
  ['calc.exe', 'a program'],
  [`https://evil.example/${'a'.repeat(3000)}`, 'absurd length'],
];

describe('the system browser opens', () => {
  test.each(GOOD)('%s as %s', (link, opened) => {
    expect(mayOpenExternally(link)).toEqual({ allowed: true, url: opened });
  });
});

describe('the system browser does not open', () => {
  test.each(HOSTILE_LINKS)('%j (%s)', (link) => {
    expect(mayOpenExternally(link).allowed).toBe(false);
  });
});

describe('opening a window', () => {
  test.each([...GOOD.map(([link]) => link), ...HOSTILE_LINKS.map(([link]) => link), 'about:blank'])(
    'is denied for %j',
    (link) => {
      expect(decideWindowOpen(link).action).toBe('deny');
    },
  );

  test.each(HOSTILE_LINKS)('hands nothing to the browser for %j (%s)', (link) => {
    expect(decideWindowOpen(link).openInBrowser).toBeNull();
  });

  test('hands a source link to the browser', () => {
    expect(decideWindowOpen('https://asean.org/').openInBrowser).toBe('https://asean.org/');
  });
});
