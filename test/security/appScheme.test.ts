import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#contract/contentSecurityPolicy.ts';
import { createAppSchemeHandler, registerAppScheme } from '../../electron/shell/appScheme.ts';

const home = mkdtempSync(path.join(tmpdir(), 'musubi-scheme-'));
const directory = path.join(home, 'renderer');
const refusals: string[] = [];
let isOnlineMapOn = false;

const handle = createAppSchemeHandler({
  directory,
  isOnlineMapOn: () => isOnlineMapOn,
  onRefusal: (reason) => refusals.push(reason),
});

beforeAll(() => {
  mkdirSync(path.join(directory, 'assets'), { recursive: true });
  writeFileSync(path.join(directory, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(directory, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(path.join(home, 'secret.json'), '{"secret":true}');
  symlinkSync(path.join(home, 'secret.json'), path.join(directory, 'assets', 'link.json'));
  symlinkSync(home, path.join(directory, 'assets', 'up'));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the handler of the custom scheme', () => {
  test('serves the page with the policy, and never from a cache', async () => {
    const answer = await handle(new Request('musubi://app/record/hanoi'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<!doctype html>');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('serves assets with their type', async () => {
    const answer = await handle(new Request('musubi://app/assets/index-abc.js'));
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  test('answers HEAD without a body', async () => {
    const answer = await handle(new Request('musubi://app/index.html', { method: 'HEAD' }));
    expect(answer.headers.get('content-length')).toBe('15');
    expect(await answer.text()).toBe('');
  });

  test.each([['/assets/link.json'], ['/assets/up/secret.json']])(
    'follows no link out of its folder: %s',
    async (file) => {
      const answer = await handle(new Request(`musubi://app${file}`));
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('');
    },
  );

  test('answers 404 for what is not there', async () => {
    expect((await handle(new Request('musubi://app/assets/missing.js'))).status).toBe(404);
  });

  test('refuses other methods and origins, and tells the log why', async () => {
    refusals.length = 0;
    expect((await handle(new Request('musubi://app/', { method: 'POST', body: 'x' }))).status).toBe(405);
    expect((await handle(new Request('musubi://other/'))).status).toBe(403);
    expect(refusals).toEqual(['method', 'not-our-origin']);
  });

  test('names the map hosts in the policy only while the online map is on', async () => {
    isOnlineMapOn = true;
    const on = await handle(new Request('musubi://app/'));
    isOnlineMapOn = false;
    const off = await handle(new Request('musubi://app/'));
    expect(on.headers.get('content-security-policy')).toContain('https://api.mapbox.com');
    expect(off.headers.get('content-security-policy')).not.toContain('mapbox');
  });
});

test('the scheme is registered as a secure origin without service workers and without leave to pass the policy', () => {
  const registered: unknown[] = [];
  registerAppScheme({ registerSchemesAsPrivileged: (schemes) => registered.push(...schemes) });
  expect(registered).toEqual([
    {
      scheme: 'musubi',
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        codeCache: true,
        allowServiceWorkers: false,
      },
    },
  ]);
});
