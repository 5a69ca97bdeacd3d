import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideSchemePath } from '../../electron/shell/decisions/schemePath.ts';

describe('the custom scheme serves', () => {
  test.each([
    ['musubi://app/', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/?a=../../etc/passwd', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/#/../../etc', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/cities/hanoi', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/cities/', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/%E9%83%BD%E5%B8%82', 'index.html', 'text/html; charset=utf-8'],
    ['musubi://app/assets/index-B1x_9.js', 'assets/index-B1x_9.js', 'text/javascript; charset=utf-8'],
    ['musubi://app/assets/worker.mjs?v=6', 'assets/worker.mjs', 'text/javascript; charset=utf-8'],
    ['musubi://app/assets/style.css', 'assets/style.css', 'text/css; charset=utf-8'],
    ['musubi://app/assets/noto.woff2', 'assets/noto.woff2', 'font/woff2'],
    ['musubi://app/icon.svg', 'icon.svg', 'image/svg+xml; charset=utf-8'],
  ])('%s as %s', (url, file, mimeType) => {
    expect(decideSchemePath(url, 'GET')).toEqual({ allowed: true, file, mimeType });
    expect(decideSchemePath(url, 'HEAD')).toEqual({ allowed: true, file, mimeType });
  });
});

const HOSTILE_PATHS: readonly (readonly [string, string])[] = [
  ['/../package.json', 'traversal'],
  ['/assets/../../package.json', 'traversal below a folder'],
  ['/assets/..', 'traversal at the end'],
  ['/./index.html', 'single dot'],
  ['/.../index.html', 'three dots (old Windows)'],
  ['/%2e%2e/package.json', 'encoded dots'],
  ['/%2E%2E/package.json', 'encoded dots, upper case'],
  ['/.%2e/package.json', 'half-encoded dots'],
  ['/..%2fpackage.json', 'encoded slash'],
  ['/assets%2f..%2f..%2fpackage.json', 'encoded slashes'],
  ['/..%5cpackage.json', 'encoded backslash'],
  ['/..\\package.json', 'backslash'],
  ['/assets\\..\\..\\package.json', 'backslashes'],
  ['/%252e%252e/package.json', 'double encoding of dots'],
  ['/%252fetc', 'double encoding of a slash'],
  ['/%25%32%65%25%32%65/x.js', 'encoded percent signs'],
  ['/..%c0%afpackage.json', 'overlong encoding'],
  ['/%c0%ae%c0%ae/x.js', 'overlong dots'],
  ['/%', 'cut escape'],
  ['/%zz.js', 'wrong escape'],
  ['/%ff%fe.js', 'not UTF-8'],
  ['/index.html%00.js', 'NUL'],
  ['/index.html\u0000.js', 'raw NUL'],
  ['/assets/a%0d%0aset-cookie:x.js', 'line end'],
  ['/assets/a%09.js', 'tab'],
  ['/assets/\u202esj.exe', 'direction override'],
  ['//server/share/x.js', 'UNC'],
  ['/\\\\server\\share\\x.js', 'UNC with backslashes'],
  ['/assets//x.js', 'empty segment'],
  ['/C:/Windows/win.ini', 'drive'],
  ['/C:Windows', 'drive without a slash'],
  ['/c%3a/windows/system.json', 'encoded drive'],
  ['/index.html::$DATA', 'alternate stream'],
  ['/index.html:hidden.js', 'alternate stream with a name'],
  ['/CON', 'device'],
  ['/con.js', 'device with extension'],
  ['/assets/aux.css', 'device in a folder'],
  ['/nul/x.js', 'device as folder'],
  ['/COM1.json', 'serial port'],
  ['/LPT%C2%B9.js', 'printer with a superscript digit'],
  ['/conin$', 'console input'],
  ['/con .js', 'device with a blank'],
  ['/index.html.', 'trailing dot, which Windows drops'],
  ['/index.html%20', 'trailing blank, which Windows drops'],
  ['/.env', 'hidden file'],
  ['/.git/config.json', 'hidden folder'],
  ['/assets/.htaccess.js', 'hidden file in a folder'],
  ['/package.json/', 'file with a slash'],
  ['/main.exe', 'kind that is not served'],
  ['/registry.db', 'kind that is not served: database'],
  ['/registry.key', 'kind that is not served: key'],
  ['/assets/index.js.map', 'kind that is not served: source map'],
  ['/assets/', 'folder'],
  ['/assets', 'folder without a slash'],
  ['/assets/x', 'asset without extension'],
  ['/assets/__proto__', 'name of an object member'],
  ['/x.constructor', 'extension named like an object member'],
  ['/~root/x.js', 'home folder'],
  ['/$HOME/x.js', 'variable'],
  ['/%E9%83%BD%E5%B8%82.js', 'file name that no build writes'],
];

describe('the custom scheme refuses', () => {
  test.each(HOSTILE_PATHS)('%j (%s)', (hostile) => {
    expect(decideSchemePath(`musubi://app${hostile}`, 'GET').allowed).toBe(false);
  });

  test.each([['POST'], ['PUT'], ['DELETE'], ['OPTIONS'], ['CONNECT'], ['get'], ['']])(
    'method %j',
    (method) => {
      expect(decideSchemePath('musubi://app/', method)).toMatchObject({ allowed: false, status: 405 });
    },
  );

  test.each([
    ['musubi://other/index.html'],
    ['musubi://app.evil.example/'],
    ['musubi://app@evil.example/'],
    ['musubi://app:1/'],
    ['musubi:/index.html'],
    ['file:///etc/passwd'],
    ['http://app/'],
    [''],
  ])('another origin: %j', (url) => {
    expect(decideSchemePath(url, 'GET').allowed).toBe(false);
  });
});

describe('whatever is asked, an allowed file', () => {
  const pieces = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%2f',
    '%5c',
    '%25',
    '%00',
    'assets',
    'index',
    '.js',
    '.html',
    'C:',
    'con',
    ' ',
    '~',
    'a',
  );
  const paths = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  );

  test('lies inside the folder, on every system', () => {
    fc.assert(
      fc.property(paths, (tail) => {
        const decision = decideSchemePath(`musubi://app/${tail}`, 'GET');
        if (decision.allowed) {
          const posix = path.posix.relative('/root', path.posix.resolve('/root', decision.file));
          const windows = path.win32.relative('C:\\root', path.win32.resolve('C:\\root', decision.file));
          expect(posix).toBe(decision.file);
          expect(windows.replaceAll('\\', '/')).toBe(decision.file);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
