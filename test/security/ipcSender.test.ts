import { describe, expect, test } from 'vitest';
import { isTrustedSender } from '../../electron/shell/decisions/ipcSender.ts';
import { HOSTILE_ADDRESSES } from './hostileAddresses.ts';

const OURS = {
  isOurWindow: true,
  isMainFrame: true,
  origin: 'musubi://app',
  url: 'musubi://app/cities',
  developmentOrigin: null,
};

describe('a message at the IPC door', () => {
  test('is heard from our page', () => {
    expect(isTrustedSender(OURS)).toEqual({ allowed: true });
  });

  test.each(HOSTILE_ADDRESSES)('is refused from the address %j (%s)', (url) => {
    expect(isTrustedSender({ ...OURS, url }).allowed).toBe(false);
  });

  test.each([
    ['null'],
    [''],
    ['musubi://app/'],
    ['musubi://app.evil.example'],
    ['MUSUBI://APP'],
    ['musubi://'],
    ['musubi:'],
    ['https://musubi://app'],
    ['https://app'],
    ['file://'],
    ['http://localhost:5173'],
    ['*'],
  ])('is refused from the origin %j', (origin) => {
    expect(isTrustedSender({ ...OURS, origin }).allowed).toBe(false);
  });

  test.each([
    ['another window', { isOurWindow: false }],
    ['a frame inside our page', { isMainFrame: false }],
    ['a frame that is gone', { origin: null, url: null }],
    ['a frame without an origin', { origin: null }],
    ['a frame without an address', { url: null }],
    ['a sandboxed page of ours', { origin: 'null' }],
    ['a page whose address lies about its origin', { origin: 'https://evil.example' }],
    ['a page whose origin lies about its address', { url: 'https://evil.example/' }],
  ])('is refused from %s', (_name, change) => {
    expect(isTrustedSender({ ...OURS, ...change }).allowed).toBe(false);
  });

  test('is heard from the development server only in development', () => {
    const page = { ...OURS, origin: 'http://localhost:5173', url: 'http://localhost:5173/' };
    expect(isTrustedSender({ ...page, developmentOrigin: 'http://localhost:5173' }).allowed).toBe(true);
    expect(isTrustedSender({ ...page, developmentOrigin: 'http://localhost:5174' }).allowed).toBe(false);
    expect(isTrustedSender(page).allowed).toBe(false);
  });
});
