import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectMainProcess, type MainProcess } from '../../electron/host/mainProcess.ts';

/** Plays the main process on the other end of the line. */
class Line extends EventEmitter {
  readonly sent: unknown[] = [];

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  receive(data: unknown): void {
    this.emit('message', { data, ports: [] });
  }
}

describe("the host's line to the main process", () => {
  let line: Line;
  let main: MainProcess;
  let received: unknown[];

  beforeEach(() => {
    line = new Line();
    received = [];
    main = connectMainProcess(line, (message) => received.push(message));
  });

  test('gives each question its own answer, in whatever order they come', async () => {
    const first = main.ask({ type: 'seal', key: new Uint8Array([1]) });
    const second = main.ask({ type: 'renderPdf', html: '<p>' });
    const ids = line.sent.map((message) => (message as { id: number }).id);
    line.receive({ type: 'answer', id: ids[1], value: new Uint8Array([2]) });
    line.receive({ type: 'answer', id: ids[0], value: new Uint8Array([1]) });
    expect(await first).toEqual(new Uint8Array([1]));
    expect(await second).toEqual(new Uint8Array([2]));
  });

  test('passes a refusal on as an error', async () => {
    const question = main.ask({ type: 'unseal', sealed: new Uint8Array([1]) });
    line.receive({ type: 'refusal', id: 1, message: 'sealed by another account' });
    await expect(question).rejects.toThrow('sealed by another account');
  });

  test('drops answers that nobody waits for, and a second answer to one question', async () => {
    const question = main.ask({ type: 'seal', key: new Uint8Array([1]) });
    line.receive({ type: 'answer', id: 99, value: new Uint8Array([9]) });
    line.receive({ type: 'answer', id: 1, value: new Uint8Array([1]) });
    line.receive({ type: 'refusal', id: 1, message: 'late' });
    expect(await question).toEqual(new Uint8Array([1]));
  });

  test.each([
    [null],
    ['start'],
    [{}],
    [{ type: 'start' }],
    [{ type: 'start', dataDirectory: '', resourcesDirectory: '/r', keyVaultKind: 'key-file' }],
    [{ type: 'start', dataDirectory: '/d', resourcesDirectory: '/r', keyVaultKind: 'plain-text' }],
    [{ type: 'connect', more: true }],
    [{ type: 'answer', id: 0, value: new Uint8Array() }],
    [{ type: 'answer', id: 1, value: 'text' }],
    [{ type: 'run', command: 'calc' }],
  ])('drops what it does not understand: %j', (data) => {
    line.receive(data);
    expect(received).toEqual([]);
  });

  test('hears start, connect and close', () => {
    line.receive({ type: 'start', dataDirectory: '/d', resourcesDirectory: '/r', keyVaultKind: 'key-file' });
    line.receive({ type: 'connect' });
    line.receive({ type: 'close' });
    expect(received.map((message) => (message as { type: string }).type)).toEqual([
      'start',
      'connect',
      'close',
    ]);
  });
});
