import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { showRoute } from './showRoute.ts';

describe('a route from the main process', () => {
  const places: string[] = [];

  beforeEach(() => {
    places.length = 0;
    vi.stubGlobal('PopStateEvent', class extends Event {});
    vi.stubGlobal('window', {
      history: { pushState: (_state: unknown, _title: string, to: string) => places.push(to) },
      dispatchEvent: () => true,
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    '/record/hanoi',
    '/record/phnom-penh',
    '/record/need.pp-transit',
    '/record/ch.flood_river',
    '/record/KH',
    '/record/01923f5e-7c1a-7def-8abc-0123456789ab',
    `/record/${'a'.repeat(128)}`,
    '/list/city',
  ])('leads to %s', (route) => {
    showRoute(route);
    expect(places).toEqual([route]);
  });

  test.each([
    [''],
    ['/'],
    ['hanoi'],
    ['//evil.example'],
    ['//evil.example/record/hanoi'],
    ['https://evil.example/'],
    ['javascript:alert(1)'],
    ['/record/'],
    ['/record/..'],
    ['/record/.'],
    ['/record/.hidden'],
    ['/record/../settings'],
    ['/record/a/../b'],
    ['/record/%2e%2e'],
    ['/record/a%2Fb'],
    ['/record/a\\b'],
    ['/record/-hanoi'],
    ['/record/hanoi/edit'],
    ['/record/hanoi?delete=1'],
    ['/record/hanoi#x'],
    ['/record/ha noi'],
    ['/record/hanoi\n'],
    ['/record/hanoi\u0000'],
    ['/record/\u202ehanoi'],
    ['/record/ｈanoi'],
    ['/Record/hanoi'],
    ['/record/<script>'],
    [`/record/${'a'.repeat(129)}`],
    [null],
    [{ toString: (): string => '/record/hanoi' }],
    [['/record/hanoi']],
  ])('leads nowhere for %j', (route) => {
    showRoute(route);
    expect(places).toEqual([]);
  });
});
