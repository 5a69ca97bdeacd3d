import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { CHANNELS } from '../../electron/ipc/channelNames.ts';
import type { ChannelHandlers } from '../../electron/ipc/channels.ts';
import { openDoor } from '../../electron/ipc/door.ts';

type Listener = Parameters<IpcMain['handle']>[1];

const listeners = new Map<string, Listener>();
const refusals: string[] = [];
const calls: unknown[][] = [];

const handlers: ChannelHandlers = {
  connect: async () => {
    calls.push(['connect']);
    return null;
  },
  saveFile: async (name, bytes) => {
    calls.push(['saveFile', name, bytes.byteLength]);
    return true;
  },
  openExternal: async (url) => {
    if (url === 'break') {
      throw new Error('/home/person/secret/path is not there');
    }
    return true;
  },
  language: async () => null,
};

const OUR_FRAME = { parent: null, origin: 'musubi://app', url: 'musubi://app/' };

function knock(channel: string, args: unknown[], event: object = {}): Promise<unknown> {
  const full = { sender: { id: 7 }, senderFrame: OUR_FRAME, ...event } as unknown as IpcMainInvokeEvent;
  return listeners.get(channel)?.(full, ...args) as Promise<unknown>;
}

beforeEach(() => {
  listeners.clear();
  refusals.length = 0;
  calls.length = 0;
  openDoor({
    ipcMain: { handle: (channel, listener) => listeners.set(channel, listener) },
    windowContentsId: () => 7,
    developmentOrigin: null,
    handlers,
    onRefusal: (channel, reason) => refusals.push(`${channel} ${reason}`),
  });
});

describe('the IPC door', () => {
  test('listens to the listed channels and to no other', () => {
    expect([...listeners.keys()].sort()).toEqual(Object.values(CHANNELS).sort());
  });

  test('lets a checked call in', async () => {
    expect(await knock(CHANNELS.saveFile, ['brief.pdf', new Uint8Array(3)])).toEqual({
      ok: true,
      value: true,
    });
    expect(calls).toEqual([['saveFile', 'brief.pdf', 3]]);
  });

  test.each([
    ['another window', { sender: { id: 8 } }],
    ['no frame', { senderFrame: null }],
    ['a frame in the page', { senderFrame: { ...OUR_FRAME, parent: {} } }],
    [
      'another site',
      { senderFrame: { ...OUR_FRAME, origin: 'https://evil.example', url: 'https://evil.example/' } },
    ],
    ['a page without origin', { senderFrame: { ...OUR_FRAME, origin: 'null' } }],
    [
      'our host under another scheme',
      { senderFrame: { ...OUR_FRAME, origin: 'https://app', url: 'https://app/' } },
    ],
  ])('hears no call from %s, on any channel, and looks at no argument of it', async (_name, event) => {
    const poisoned = new Proxy({}, { get: () => expect.unreachable('an argument was looked at') });
    for (const channel of Object.values(CHANNELS)) {
      expect(await knock(channel, [poisoned], event)).toEqual({ ok: false, code: 'refused' });
    }
    expect(calls).toEqual([]);
    expect(refusals).toHaveLength(Object.values(CHANNELS).length);
  });

  test.each([
    [CHANNELS.connect, [1]],
    [CHANNELS.connect, [undefined]],
    [CHANNELS.saveFile, []],
    [CHANNELS.saveFile, ['a.pdf']],
    [CHANNELS.saveFile, ['a.pdf', 'text']],
    [CHANNELS.saveFile, ['a.pdf', new ArrayBuffer(3)]],
    [CHANNELS.saveFile, ['a.pdf', { byteLength: 3 }]],
    [CHANNELS.saveFile, ['', new Uint8Array(1)]],
    [CHANNELS.saveFile, ['a.pdf', new Uint8Array(1), 'more']],
    [CHANNELS.openExternal, [{}]],
    [CHANNELS.openExternal, ['']],
    [CHANNELS.language, ['../../x']],
    [CHANNELS.language, ['en; drop']],
    [CHANNELS.language, [['en']]],
  ])('refuses %s with %j', async (channel, args) => {
    expect(await knock(channel, args)).toEqual({ ok: false, code: 'invalid' });
    expect(calls).toEqual([]);
  });

  test('tells the page no more than a code when a deed fails', async () => {
    expect(await knock(CHANNELS.openExternal, ['break'])).toEqual({ ok: false, code: 'failed' });
  });
});
