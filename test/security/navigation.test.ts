import { describe, expect, test } from 'vitest';
import { mayNavigate } from '../../electron/shell/decisions/navigation.ts';
import { HOSTILE_ADDRESSES } from './hostileAddresses.ts';

const DEVELOPMENT = 'http://localhost:5173';

describe('the window may go to', () => {
  test.each([
    ['musubi://app'],
    ['musubi://app/'],
    ['musubi://app/cities/hanoi'],
    ['musubi://app/cities?filter=country%3Avn#top'],
    ['musubi://app/%E9%83%BD%E5%B8%82'],
    ['MUSUBI://app/'],
  ])('%s', (url) => {
    expect(mayNavigate({ url, isMainFrame: true, developmentOrigin: null })).toEqual({ allowed: true });
  });
});

describe('the window may not go to', () => {
  test.each(HOSTILE_ADDRESSES)('%j (%s)', (url) => {
    expect(mayNavigate({ url, isMainFrame: true, developmentOrigin: null }).allowed).toBe(false);
  });

  test.each(HOSTILE_ADDRESSES)('%j in development either (%s)', (url) => {
    expect(mayNavigate({ url, isMainFrame: true, developmentOrigin: DEVELOPMENT }).allowed).toBe(false);
  });

  test('our own page inside a frame', () => {
    expect(mayNavigate({ url: 'musubi://app/', isMainFrame: false, developmentOrigin: null }).allowed).toBe(
      false,
    );
  });
});

describe('the development server', () => {
  test('is our origin in development', () => {
    const attempt = { url: `${DEVELOPMENT}/cities`, isMainFrame: true, developmentOrigin: DEVELOPMENT };
    expect(mayNavigate(attempt).allowed).toBe(true);
  });

  test.each([
    [`${DEVELOPMENT}/`, null],
    ['http://localhost:5174/', DEVELOPMENT],
    ['http://localhost/', DEVELOPMENT],
    ['https://localhost:5173/', DEVELOPMENT],
    ['http://localhost:51730/', DEVELOPMENT],
    ['http://localhost.evil.example:5173/', DEVELOPMENT],
    ['http://localhost:5173@evil.example/', DEVELOPMENT],
    ['http://127.0.0.1:5173/', DEVELOPMENT],
  ])('is compared exactly: %s is refused when it is %s', (url, developmentOrigin) => {
    expect(mayNavigate({ url, isMainFrame: true, developmentOrigin }).allowed).toBe(false);
  });
});
