import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, test } from 'vitest';
import { collectDeepLinks } from '../../electron/main/deepLinks.ts';
import { readDeepLink } from '../../electron/shell/decisions/deepLink.ts';

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

describe('the arguments of a start', () => {
  const link = 'musubi-desk://open/city/hanoi';
  const silent = { on: () => silent } as unknown as App;
  const routeFrom = (args: string[]) => collectDeepLinks(silent, args, () => undefined).takeFirst();

  test('hold a link in the last place', () => {
    expect(routeFrom(['musubi-desk', '--flag', link])).toBe('/cities/hanoi');
  });

  test.each([
    [[]],
    [['musubi-desk']],
    [['musubi-desk', link, '--inspect=9229']],
    [['musubi-desk', `--open=${link}`]],
    [['musubi-desk', `${link} --inspect`]],
    [['musubi-desk', `${link}/${'a'.repeat(9000)}`]],
  ])('hold none in %j', (args) => {
    expect(routeFrom(args)).toBeNull();
  });
});

describe('a second start', () => {
  function secondStart(data: unknown): (string | null)[] {
    const app = new EventEmitter();
    const heard: (string | null)[] = [];
    const links = collectDeepLinks(app as unknown as App, [], () => undefined);
    links.listen((route) => heard.push(route));
    app.emit(
      'second-instance',
      {},
      ['musubi-desk', 'musubi-desk://open/city/from-electrons-own-list'],
      '/',
      data,
    );
    return heard;
  }

  test('shows the record of its link', () => {
    expect(secondStart({ lastArgument: 'musubi-desk://open/mou/x-1' })).toEqual(['/mous/x-1']);
  });

  test.each([
    [null],
    [undefined],
    ['musubi-desk://open/city/hanoi'],
    [['musubi-desk://open/city/hanoi']],
    [{}],
    [{ lastArgument: 1 }],
    [{ lastArgument: null }],
    [{ lastArgument: 'musubi-desk://open/city/hanoi', route: '/settings' }],
    [{ lastArgument: 'a'.repeat(5000) }],
    [{ lastArgument: '--inspect' }],
  ])('that sends %j only brings the window to the front', (data) => {
    expect(secondStart(data)).toEqual([null]);
  });
});

describe("macOS' event for links", () => {
  test('counts before the window is there, and refuses what is not a link of ours', () => {
    const app = new EventEmitter();
    const refused: string[] = [];
    const links = collectDeepLinks(app as unknown as App, [], (reason) => refused.push(reason));
    const open = (url: string) => app.emit('open-url', { preventDefault: () => undefined }, url);
    open('musubi-desk://open/city/hanoi');
    open('https://evil.example/');
    expect(links.takeFirst()).toBe('/cities/hanoi');
    expect(refused).toEqual(['not-a-deep-link']);
  });
});
