import { describe, expect, test } from 'vitest';
import { findDeepLink, readDeepLink } from '../../electron/shell/decisions/deepLink.ts';

describe('a deep link shows', () => {
  test.each([
    ['musubi-desk://open/city/hanoi', '/cities/hanoi'],
    ['musubi-desk://open/city/phnom-penh/', '/cities/phnom-penh'],
    [
      'musubi-desk://open/study/01923f5e-7c1a-7def-8abc-0123456789ab',
      '/studies/01923f5e-7c1a-7def-8abc-0123456789ab',
    ],
    ['MUSUBI-DESK://open/organisation/jasca', '/organisations/jasca'],
  ])('%s as %s', (link, route) => {
    expect(readDeepLink(link)).toEqual({ allowed: true, route });
  });
});

const HOSTILE_LINKS: readonly (readonly [string, string])[] = [
  ['musubi-desk://open/city/../../settings', 'traversal'],
  ['musubi-desk://open/city/..', 'parent'],
  ['musubi-desk://open/city/%2e%2e', 'encoded parent'],
  ['musubi-desk://open/city/a%2Fb', 'encoded slash'],
  ['musubi-desk://open/city/a/b', 'more segments'],
  ['musubi-desk://open/city/hanoi?delete=1', 'query'],
  ['musubi-desk://open/city/hanoi#x', 'fragment'],
  ['musubi-desk://open/city/<script>', 'markup'],
  ['musubi-desk://open/city/a;b', 'separator'],
  ['musubi-desk://open/city/-hanoi', 'leading hyphen'],
  ['musubi-desk://open/city/', 'no record'],
  ['musubi-desk://open/city', 'no record, no slash'],
  ['musubi-desk://open//hanoi', 'no kind'],
  ['musubi-desk://open/contact/a', 'kind without a page'],
  ['musubi-desk://open/settings/token', 'not a record'],
  ['musubi-desk://open/constructor/a', 'kind named like an object member'],
  ['musubi-desk://open/__proto__/a', 'kind named like the prototype'],
  ['musubi-desk://sync/city/hanoi', 'another verb'],
  ['musubi-desk://user@open/city/hanoi', 'credentials'],
  ['musubi-desk://open:1/city/hanoi', 'port'],
  ['musubi-desk://open.evil.example/city/hanoi', 'another host'],
  ['musubi-desk:open/city/hanoi', 'no slashes'],
  ['musubi-desk://open\\city\\hanoi', 'backslashes'],
  ['musubi-desk://open/city/ha noi', 'blank'],
  ['musubi-desk://open/city/hanoi" --inspect', 'quote and switch'],
  ['musubi-desk://open/city/ha\u0000noi', 'NUL'],
  ['musubi-desk://open/city/ha\nnoi', 'line end'],
  ['musubi-desk://open/city/ha\u200bnoi', 'zero-width blank'],
  [`musubi-desk://open/city/${'a'.repeat(101)}`, 'long id'],
  ['musubi://app/cities/hanoi', "the window's own scheme"],
  ['https://evil.example/musubi-desk://open/city/hanoi', 'link inside a link'],
  ['--musubi-desk://open/city/hanoi', 'switch'],
  ['', 'nothing'],
];

describe('a deep link does not', () => {
  test.each(HOSTILE_LINKS)('accept %j (%s)', (link) => {
    expect(readDeepLink(link).allowed).toBe(false);
  });
});

describe('the arguments of a started instance', () => {
  const link = 'musubi-desk://open/city/hanoi';

  test('hold a link in the last place', () => {
    expect(findDeepLink(['musubi-desk', '--flag', link])).toMatchObject({ allowed: true });
  });

  test.each([
    [[]],
    [['musubi-desk']],
    [['musubi-desk', link, '--inspect=9229']],
    [['musubi-desk', `--open=${link}`]],
    [['musubi-desk', `${link} --inspect`]],
  ])('hold none in %j', (args) => {
    expect(findDeepLink(args).allowed).toBe(false);
  });
});
