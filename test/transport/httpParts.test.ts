import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doorPage } from '#transport/http/doorPage.ts';
import { contentDisposition, createDownloads } from '#transport/http/downloads.ts';
import { createOneTimeSecrets } from '#transport/http/oneTimeSecrets.ts';
import { isSameSecret, newSecret } from '#transport/http/secrets.ts';
import { cookieValues, hasSession, sessionCookie, sessionCookieName } from '#transport/http/sessionCookie.ts';
import { listStaticFiles } from '#transport/http/staticFiles.ts';

describe('a one-time secret', () => {
  test('opens once', () => {
    const secrets = createOneTimeSecrets();
    const secret = secrets.issue();
    expect([secrets.redeem(secret), secrets.redeem(secret)]).toEqual([true, false]);
  });

  test('is one of several that open independently', () => {
    const secrets = createOneTimeSecrets();
    const [first, second] = [secrets.issue(), secrets.issue()];
    expect([secrets.redeem(second), secrets.redeem(first), secrets.redeem(second)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('does not open after a restart', () => {
    const secret = createOneTimeSecrets().issue();
    expect(createOneTimeSecrets().redeem(secret)).toBe(false);
  });

  test('is not guessed', () => {
    const secrets = createOneTimeSecrets();
    const secret = secrets.issue();
    for (const guess of [
      '',
      ' ',
      'undefined',
      secret.slice(1),
      `${secret}A`,
      ` ${secret}`,
      secret.toLowerCase(),
    ]) {
      expect(secrets.redeem(guess)).toBe(false);
    }
    expect(secrets.redeem(secret)).toBe(true);
  });

  test('has 256 bits in characters that are safe in addresses and cookies', () => {
    const made = new Set(Array.from({ length: 200 }, newSecret));
    expect(made.size).toBe(200);
    for (const secret of made) {
      expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    }
  });

  test('equals only itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(isSameSecret(a, b)).toBe(a === b);
      }),
    );
  });
});

describe('the session cookie', () => {
  const session = newSecret();

  test('is hidden from scripts and from other sites', () => {
    expect(sessionCookie(4000, session)).toBe(
      `musubi_session_4000=${session}; Path=/; HttpOnly; SameSite=Strict`,
    );
  });

  test.each<[string, string | undefined, boolean]>([
    ['alone', `musubi_session_4000=${session}`, true],
    ['among others', `a=1; musubi_session_4000=${session}; b=2`, true],
    [
      'after one of the same name from another port',
      `musubi_session_4000=x; musubi_session_4000=${session}`,
      true,
    ],
    ['missing', undefined, false],
    ['empty', '', false],
    ['without value', 'musubi_session_4000=', false],
    ['of another port', `musubi_session_4001=${session}`, false],
    ['with a name that ends like ours', `x_musubi_session_4000=${session}`, false],
    ['cut off', `musubi_session_4000=${session.slice(0, -1)}`, false],
    ['inside another value', `a="musubi_session_4000=${session}"`, false],
    [
      'behind a wall of others',
      `${'musubi_session_4000=x; '.repeat(50)}musubi_session_4000=${session}`,
      false,
    ],
  ])('%s', (_name, header, expected) => {
    expect(hasSession(header, 4000, session)).toBe(expected);
  });

  test('reads any header without failing', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(Array.isArray(cookieValues(header, sessionCookieName(1)))).toBe(true);
        expect(hasSession(header, 1, session)).toBe(false);
      }),
    );
  });
});

describe('a download', () => {
  const download = { fileName: 'brief.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1]) };

  test('can be fetched once', () => {
    const downloads = createDownloads();
    const token = downloads.register(download);
    expect(downloads.take(token)).toEqual(download);
    expect(downloads.take(token)).toBeUndefined();
    expect(downloads.take('other')).toBeUndefined();
  });

  test('is let go after ten minutes', () => {
    let now = 0;
    const downloads = createDownloads(() => now);
    const token = downloads.register(download);
    now = 10 * 60_000;
    expect(downloads.take(token)).toBeUndefined();
  });

  test('gives way to newer ones when nobody fetches', () => {
    const downloads = createDownloads();
    const first = downloads.register(download);
    const later = Array.from({ length: 32 }, () => downloads.register(download));
    expect(downloads.take(first)).toBeUndefined();
    expect(later.every((token) => downloads.take(token) !== undefined)).toBe(true);
  });

  test.each([
    ['brief.pdf', `attachment; filename="brief.pdf"; filename*=UTF-8''brief.pdf`],
    ['都市 (1).pdf', `attachment; filename="__ (1).pdf"; filename*=UTF-8''%E9%83%BD%E5%B8%82%20%281%29.pdf`],
    ['a"b.pdf', `attachment; filename="a_b.pdf"; filename*=UTF-8''a%22b.pdf`],
    ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    [
      'x\r\nSet-Cookie: a=b',
      `attachment; filename="x__Set-Cookie: a=b"; filename*=UTF-8''x__Set-Cookie%3A%20a%3Db`,
    ],
  ])('named %j is announced safely', (name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
  });

  test('is announced in plain characters whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(contentDisposition(name)).toMatch(
          /^attachment; filename="[^"]*"; filename\*=UTF-8''[\w.!~%-]*$/,
        );
        expect(contentDisposition(name)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});

test('only the regular files of the built folder can be served', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'musubi-static-'));
  try {
    await mkdir(join(directory, 'site', 'assets'), { recursive: true });
    await writeFile(join(directory, 'secret.txt'), 'secret');
    await writeFile(join(directory, 'site', 'index.html'), '');
    await writeFile(join(directory, 'site', 'assets', 'index-B4x_9-aZ.js'), '');
    await writeFile(join(directory, 'site', 'assets', 'plain.js'), '');
    await symlink(join(directory, 'secret.txt'), join(directory, 'site', 'link.txt'));
    const files = await listStaticFiles(join(directory, 'site'));
    expect([...files.keys()].sort()).toEqual([
      '/assets/index-B4x_9-aZ.js',
      '/assets/plain.js',
      '/index.html',
    ]);
    expect(files.get('/index.html')?.cacheControl).toBe('no-store');
    expect(files.get('/assets/plain.js')?.cacheControl).toBe('no-store');
    expect(files.get('/assets/index-B4x_9-aZ.js')?.cacheControl).toContain('immutable');
    expect(await listStaticFiles(join(directory, 'missing'))).toEqual(new Map());
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('the door shows its texts as text', () => {
  const hostile = '"><script>alert(1)</script>';
  const page = doorPage({
    language: hostile,
    title: hostile,
    opening: hostile,
    secretMissing: hostile,
    secretUsed: hostile,
    unreachable: hostile,
  });
  expect(page).not.toContain('<script>');
  expect(page.match(/<script/g)).toHaveLength(1);
});
