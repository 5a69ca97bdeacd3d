import { describe, expect, test } from 'vitest';
import { decideRequest, type RequestFacts } from '#transport/http/requestDecision.ts';

const host = '127.0.0.1:49152';
const origin = `http://${host}`;

/** A proper request of the page itself: a GET for a file, made by a browser with a session. */
const proper: RequestFacts = {
  method: 'GET',
  target: '/assets/index.js',
  hosts: [host],
  origin: undefined,
  fetchSite: 'same-origin',
  fetchMode: 'cors',
  fetchDestination: 'script',
  contentType: undefined,
  hasSession: true,
};
const call: Partial<RequestFacts> = {
  method: 'POST',
  target: '/rpc/registry/list',
  origin,
  fetchDestination: 'empty',
  contentType: 'application/json',
};
const exchange: Partial<RequestFacts> = { ...call, target: '/session', hasSession: false };
const opening: Partial<RequestFacts> = {
  target: '/',
  fetchSite: 'none',
  fetchMode: 'navigate',
  fetchDestination: 'document',
};

function decide(facts: Partial<RequestFacts>) {
  return decideRequest({ ...proper, ...facts }, host);
}

describe('lets in', () => {
  test.each<[string, Partial<RequestFacts>, object]>([
    ['a file asked for by the page', {}, { action: 'file', path: '/assets/index.js' }],
    ['a file with a query', { target: '/assets/index.js?v=1' }, { action: 'file', path: '/assets/index.js' }],
    ['the head of a file', { method: 'HEAD' }, { action: 'file', path: '/assets/index.js' }],
    ['a file name in another script', { target: '/%E5%9B%B3.svg' }, { action: 'file', path: '/図.svg' }],
    ['a call of the page', call, { action: 'call' }],
    [
      'a call from a browser without fetch metadata',
      { ...call, fetchSite: undefined, fetchMode: undefined },
      { action: 'call' },
    ],
    ['the page opened with a session', opening, { action: 'page' }],
    ['a deep link opened with a session', { ...opening, target: '/records/city-1' }, { action: 'page' }],
    [
      'the page opened from a link elsewhere, as any link may',
      { ...opening, fetchSite: 'cross-site' },
      { action: 'page' },
    ],
    ['the door for the page opened without a session', { ...opening, hasSession: false }, { action: 'door' }],
    [
      'the door for a deep link without a session',
      { ...opening, target: '/map', hasSession: false },
      { action: 'door' },
    ],
    ['the script of the door', { target: '/door.js', hasSession: false }, { action: 'door-script' }],
    ['the exchange of the secret', exchange, { action: 'open-session' }],
    [
      'the exchange with a charset',
      { ...exchange, contentType: 'Application/JSON; charset=utf-8' },
      { action: 'open-session' },
    ],
    ['a download of the page', { target: '/download/abc' }, { action: 'download', token: 'abc' }],
    [
      'a download by navigation',
      { ...opening, fetchSite: 'same-origin', target: '/download/abc' },
      { action: 'download', token: 'abc' },
    ],
  ])('%s', (_name, facts, expected) => {
    expect(decide(facts)).toEqual(expected);
  });
});

describe('refuses', () => {
  test.each<[string, Partial<RequestFacts>, string]>([
    ['a name that was rebound to this machine', { hosts: ['evil.example:49152'] }, 'wrong-host'],
    [
      'a rebound name even when the page is only opened',
      { ...opening, hosts: ['evil.example:49152'] },
      'wrong-host',
    ],
    [
      'a rebound name for a call with a session',
      { ...call, hosts: ['evil.example'], origin: 'http://evil.example' },
      'wrong-host',
    ],
    ['localhost, which other programs may answer for', { hosts: ['localhost:49152'] }, 'wrong-host'],
    ['another port of this machine', { hosts: ['127.0.0.1:80'] }, 'wrong-host'],
    ['a host without the port', { hosts: ['127.0.0.1'] }, 'wrong-host'],
    ['our host as a part of another name', { hosts: [`${host}.evil.example`] }, 'wrong-host'],
    ['our host with a name in front', { hosts: [`user@${host}`] }, 'wrong-host'],
    ['another spelling of the address', { hosts: ['2130706433:49152'] }, 'wrong-host'],
    ['the IPv6 loopback', { hosts: ['[::1]:49152'] }, 'wrong-host'],
    ['every address', { hosts: ['0.0.0.0:49152'] }, 'wrong-host'],
    ['two hosts', { hosts: [host, 'evil.example'] }, 'wrong-host'],
    ['no host', { hosts: [] }, 'wrong-host'],
    ['an empty host', { hosts: [''] }, 'wrong-host'],

    ['a call from another site', { ...call, origin: 'https://evil.example' }, 'other-origin'],
    [
      'a call from another port of this machine',
      { ...call, origin: 'http://127.0.0.1:3000' },
      'other-origin',
    ],
    ['a call from localhost', { ...call, origin: 'http://localhost:49152' }, 'other-origin'],
    ['a call from https on our port', { ...call, origin: `https://${host}` }, 'other-origin'],
    ['a call from a sandboxed frame or a file', { ...call, origin: 'null' }, 'other-origin'],
    ['a call without origin', { ...call, origin: undefined }, 'other-origin'],
    ['a call whose origin only begins like ours', { ...call, origin: `${origin}0` }, 'other-origin'],
    ['a call with our origin in other case', { ...call, origin: origin.toUpperCase() }, 'other-origin'],
    [
      'a call that another site made, whatever its origin says',
      { ...call, fetchSite: 'cross-site' },
      'other-site',
    ],
    [
      'a call that another port made, whatever its origin says',
      { ...call, fetchSite: 'same-site' },
      'other-site',
    ],
    ['a call by navigation from the address bar', { ...call, fetchSite: 'none' }, 'other-site'],
    ['a call without a session', { ...call, hasSession: false }, 'no-session'],
    [
      'a form sent to the calls by another site',
      { ...call, origin: 'https://evil.example', contentType: 'text/plain' },
      'other-origin',
    ],

    ['the exchange from another site', { ...exchange, origin: 'https://evil.example' }, 'other-origin'],
    ['the exchange without origin', { ...exchange, origin: undefined }, 'other-origin'],
    [
      'the exchange as a form',
      { ...exchange, contentType: 'application/x-www-form-urlencoded' },
      'content-type',
    ],
    [
      'the exchange as plain text',
      { ...exchange, contentType: 'text/plain;application/json' },
      'content-type',
    ],
    ['the exchange without a type', { ...exchange, contentType: undefined }, 'content-type'],
    ['the exchange by GET, where the secret could stand in a link', { ...exchange, method: 'GET' }, 'method'],

    ['a call by GET', { ...call, method: 'GET' }, 'method'],
    ['a call by GET as a page', { ...opening, target: '/rpc/registry/list' }, 'method'],
    ['a call by PUT', { ...call, method: 'PUT' }, 'method'],
    [
      'a preflight from another site',
      { method: 'OPTIONS', origin: 'https://evil.example', target: '/rpc/registry/list' },
      'method',
    ],
    ['TRACE', { method: 'TRACE' }, 'method'],
    ['CONNECT', { method: 'CONNECT', target: 'evil.example:443' }, 'malformed'],
    ['a POST to a file', { ...call, target: '/index.html' }, 'method'],
    ['a POST next to the calls', { ...call, target: '/rpcx' }, 'method'],

    ['a file without a session', { hasSession: false }, 'no-session'],
    ['a download without a session', { target: '/download/abc', hasSession: false }, 'no-session'],
    ['a file for another site', { fetchSite: 'cross-site' }, 'other-site'],
    ['a file for a page on another port', { fetchSite: 'same-site' }, 'other-site'],
    [
      'a download linked from a page on another port',
      { ...opening, fetchSite: 'same-site', target: '/download/abc' },
      'other-site',
    ],
    [
      'a file fetched with another origin',
      { origin: 'https://evil.example', fetchSite: undefined },
      'other-origin',
    ],
    [
      'the page in a frame of another site',
      { ...opening, fetchSite: 'cross-site', fetchDestination: 'iframe' },
      'other-site',
    ],
    [
      'the page in a frame of another port',
      { ...opening, fetchSite: 'same-site', fetchDestination: 'iframe' },
      'other-site',
    ],
    ['the page fetched by another site', { target: '/', fetchSite: 'cross-site' }, 'other-site'],

    ['a way out of the folder', { target: '/../secret' }, 'malformed'],
    ['an encoded way out', { target: '/%2e%2e/secret' }, 'malformed'],
    ['a way out with an encoded slash', { target: '/assets/..%2f..%2fsecret' }, 'malformed'],
    ['a way out with backslashes', { target: '/..\\secret' }, 'malformed'],
    ['an encoded backslash', { target: '/assets%5c..%5csecret' }, 'malformed'],
    ['a NUL', { target: '/index.html%00.png' }, 'malformed'],
    ['a line break', { target: '/a%0d%0aSet-Cookie:x' }, 'malformed'],
    ['broken encoding', { target: '/%zz' }, 'malformed'],
    ['overlong UTF-8', { target: '/%c0%ae%c0%ae/secret' }, 'malformed'],
    ['a whole address as target', { target: `http://${host}/` }, 'malformed'],
    ['two slashes, which would name a host', { target: '//evil.example/' }, 'malformed'],
    ['an asterisk', { target: '*' }, 'malformed'],
    ['no target', { target: '' }, 'malformed'],
    ['a target longer than any of ours', { target: `/${'a'.repeat(10_000)}` }, 'malformed'],
  ])('%s', (_name, facts, reason) => {
    expect(decide(facts)).toMatchObject({ action: 'refuse', reason });
  });
});

test('without a session nothing but the door and its script is ever given out', () => {
  const targets = [
    '/',
    '/index.html',
    '/assets/a.js',
    '/map',
    '/download/x',
    '/rpc/a',
    '/session',
    '/door.js',
    '/favicon.ico',
  ];
  const given = new Set<string>();
  for (const target of targets) {
    for (const method of ['GET', 'HEAD', 'POST']) {
      for (const fetchMode of ['navigate', 'cors', 'no-cors', undefined]) {
        for (const fetchDestination of ['document', 'script', 'empty', undefined]) {
          const facts = { target, method, fetchMode, fetchDestination, origin, hasSession: false };
          given.add(decide({ ...facts, contentType: 'application/json' }).action);
        }
      }
    }
  }
  expect([...given].sort()).toEqual(['door', 'door-script', 'open-session', 'refuse']);
});
