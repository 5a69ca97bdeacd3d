import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, test } from 'vitest';
import { collectDeepLinks } from '../../electron/main/deepLinks.ts';
import { readDeepLink } from '../../electron/shell/decisions/deepLink.ts';

describe('a deep link shows', () => {
  test.each([
    ['musubi-desk://record/hanoi', '/record/hanoi'],
    ['musubi-desk://record/phnom-penh/', '/record/phnom-penh'],
    [
      'musubi-desk://record/01923f5e-7c1a-7def-8abc-0123456789ab',
      '/record/01923f5e-7c1a-7def-8abc-0123456789ab',
    ],
    ['MUSUBI-DESK://record/jasca', '/record/jasca'],
  ])('%s as %s', (link, route) => {
    expect(readDeepLink(link)).toEqual({ allowed: true, route });
  });
});

const HOSTILE_LINKS: readonly (readonly [string, string])[] = [
  ['musubi-desk://record/../../settings', 'traversal'],
  ['musubi-desk://record/..', 'parent'],
  ['musubi-desk://record/%2e%2e', 'encoded parent'],
  ['musubi-desk://record/a%2Fb', 'encoded slash'],
  ['musubi-desk://record/a/b', 'more segments'],
  ['musubi-desk://record/hanoi?delete=1', 'query'],
  ['musubi-desk://record/hanoi#x', 'fragment'],
  ['musubi-desk://record/<script>', 'markup'],
  ['musubi-desk://record/a;b', 'separator'],
  ['musubi-desk://record/-hanoi', 'leading hyphen'],
  ['musubi-desk://record/', 'no record'],
  ['musubi-desk://record', 'no record, no slash'],
  ['musubi-desk://record//hanoi', 'empty segment'],
  ['musubi-desk://settings/token', 'not a record'],
  ['musubi-desk://sync/hanoi', 'another verb'],
  ['musubi-desk://user@record/hanoi', 'credentials'],
  ['musubi-desk://record:1/hanoi', 'port'],
  ['musubi-desk://record.evil.example/hanoi', 'another host'],
  ['musubi-desk:record/hanoi', 'no slashes'],
  ['musubi-desk://record\\hanoi', 'backslashes'],
  ['musubi-desk://record/ha noi', 'blank'],
  ['musubi-desk://record/hanoi" --inspect', 'quote and switch'],
  ['musubi-desk://record/ha\u0000noi', 'NUL'],
  ['musubi-desk://record/ha\nnoi', 'line end'],
  ['musubi-desk://record/ha\u200bnoi', 'zero-width blank'],
  [`musubi-desk://record/${'a'.repeat(129)}`, 'long id'],
  ['musubi://app/cities/hanoi', "the window's own scheme"],
  ['https://evil.example/musubi-desk://record/hanoi', 'link inside a link'],
  ['--musubi-desk://record/hanoi', 'switch'],
  ['', 'nothing'],
];

describe('a deep link does not', () => {
  test.each(HOSTILE_LINKS)('accept %j (%s)', (link) => {
    expect(readDeepLink(link).allowed).toBe(false);
  });
});

describe('the arguments of a start', () => {
  const link = 'musubi-desk://record/hanoi';
  const silent = { on: () => silent } as unknown as App;
  const routeFrom = (args: string[]) => collectDeepLinks(silent, args, () => undefined).takeFirst();

  test('hold a link in the last place', () => {
    expect(routeFrom(['musubi-desk', '--flag', link])).toBe('/record/hanoi');
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
      ['musubi-desk', 'musubi-desk://record/from-electrons-own-list'],
      '/',
      data,
    );
    return heard;
  }

  test('shows the record of its link', () => {
    expect(secondStart({ lastArgument: 'musubi-desk://record/x-1' })).toEqual(['/record/x-1']);
  });

  test.each([
    [null],
    [undefined],
    ['musubi-desk://record/hanoi'],
    [['musubi-desk://record/hanoi']],
    [{}],
    [{ lastArgument: 1 }],
    [{ lastArgument: null }],
    [{ lastArgument: 'musubi-desk://record/hanoi', route: '/settings' }],
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
    open('musubi-desk://record/hanoi');
    open('https://evil.example/');
    expect(links.takeFirst()).toBe('/record/hanoi');
    expect(refused).toEqual(['not-a-deep-link']);
  });
});
