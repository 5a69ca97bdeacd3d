import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Machine } from './runApp.ts';

const LAPTOP = { x: 0, y: 0, width: 1920, height: 1040 };
const PROJECTOR = { x: 1920, y: 0, width: 1280, height: 720 };

test.describe('the window', () => {
  let machine: Machine;

  test.beforeEach(() => {
    machine = new Machine();
  });

  test.afterEach(() => machine.remove());

  test('comes back where it was left', async () => {
    const first = await machine.start();
    await first.ask('moveWindow', { x: 300, y: 120, width: 1100, height: 740 });
    await first.ask('maximizeWindow');
    expect(await first.quit()).toBe(0);

    const second = await machine.start();
    expect(await second.ask('window')).toMatchObject({
      bounds: { x: 300, y: 120, width: 1100, height: 740 },
      isMaximized: true,
    });
  });

  test('remembers its place a moment after it was moved, before any orderly end', async () => {
    const first = await machine.start();
    await first.ask('moveWindow', { x: 60, y: 70, width: 1000, height: 700 });
    await expect
      .poll(() => machine.shellSettings())
      .toMatchObject({ window: { bounds: { x: 60, y: 70, width: 1000, height: 700 } } });
    await first.kill();

    const second = await machine.start();
    expect((await second.ask('window'))?.bounds).toEqual({ x: 60, y: 70, width: 1000, height: 700 });
  });

  test('comes back to the laptop when the projector is gone', async () => {
    const first = await machine.start({
      environment: { STAND_IN_DISPLAYS: JSON.stringify([LAPTOP, PROJECTOR]) },
    });
    await first.ask('moveWindow', { x: 2000, y: 40, width: 1000, height: 640 });
    await first.quit();

    const second = await machine.start({ environment: { STAND_IN_DISPLAYS: JSON.stringify([LAPTOP]) } });
    const bounds = (await second.ask('window'))?.bounds;
    expect(bounds).toMatchObject({ width: 1000, height: 640 });
    expect(bounds?.x).toBeLessThan(LAPTOP.width);
  });

  for (const [name, content] of [
    ['cut off', '{"window":{"bounds":'],
    ['of other types', '{"window":{"bounds":{"x":"a","y":null,"width":-1,"height":1e99}},"language":7}'],
    ['not an object', '[1,2,3]'],
  ] as const) {
    test(`opens in its usual place when its settings are ${name}`, async () => {
      writeFileSync(path.join(machine.shellDirectory(), 'shell.json'), content);
      const app = await machine.start();
      expect(await app.ask('window')).toMatchObject({
        bounds: { width: 1360, height: 880 },
        isVisible: true,
      });
    });
  }

  test('ends the program when it is closed', async () => {
    const app = await machine.start();
    await app.ask('closeWindow');
    expect(await app.ended).toBe(0);
  });
});
