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

  test('comes back where it was left, whether it was closed or the program was killed', async () => {
    const first = await machine.start();
    await first.ask('moveWindow', { x: 300, y: 120, width: 1100, height: 740 });
    await first.ask('maximizeWindow');
    await first.ask('closeWindow');
    expect(await first.ended, first.log).toBe(0);

    const second = await machine.start();
    expect(await second.ask('window')).toMatchObject({
      bounds: { x: 300, y: 120, width: 1100, height: 740 },
      isMaximized: true,
    });
    await second.ask('moveWindow', { x: 60, y: 70, width: 1000, height: 700 });
    await expect
      .poll(() => machine.shellSettings())
      .toMatchObject({ window: { bounds: { x: 60, y: 70, width: 1000, height: 700 } } });
    await second.kill();

    const third = await machine.start();
    expect((await third.ask('window'))?.bounds).toEqual({ x: 60, y: 70, width: 1000, height: 700 });
    expect(await third.quit(), third.log).toBe(0);
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

  test('opens in its usual place when its settings are of other types', async () => {
    const content = '{"window":{"bounds":{"x":"a","y":null,"width":-1,"height":1e99}},"language":7}';
    writeFileSync(path.join(machine.shellDirectory(), 'shell.json'), content);
    const app = await machine.start();
    expect(await app.ask('window')).toMatchObject({
      bounds: { width: 1360, height: 880 },
      isVisible: true,
    });
  });
});
