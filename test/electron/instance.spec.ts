import { expect, test } from '@playwright/test';
import { Machine } from './runApp.ts';

test.describe('starting twice', () => {
  let machine: Machine;

  test.beforeEach(() => {
    machine = new Machine();
  });

  test.afterEach(() => machine.remove());

  test('brings the first window to the front, and the second start ends', async () => {
    const first = await machine.start();
    await first.ask('minimizeWindow');
    const second = await machine.start();
    expect(await second.ended).toBe(0);
    await expect.poll(() => first.ask('window')).toMatchObject({ isMinimized: false, focusCount: 1 });
  });

  test('shows the record of a link in the first window, without loading the page anew', async () => {
    const first = await machine.start();
    const page = await first.page();
    await page.evaluate(() => {
      Object.assign(window, { stillTheSame: true });
    });
    await (await machine.start({ args: ['musubi-desk://record/hanoi'] })).ended;
    await expect.poll(() => page.url()).toMatch(/\/record\/hanoi$/);
    expect(await page.evaluate(() => 'stillTheSame' in window)).toBe(true);
  });

  test('stays where it is for anything but a link to a record', async () => {
    const first = await machine.start();
    const { address } = (await first.ask('window')) ?? {};
    const strange = [
      'musubi-desk://record/../../settings',
      'musubi-desk://record/hanoi?delete=1',
      'musubi-desk://settings/x',
      'https://evil.example/',
      '--inspect=0.0.0.0:9229',
    ];
    for (const [index, link] of strange.entries()) {
      await test.step(link, async () => {
        await (await machine.start({ args: [link] })).ended;
        await expect.poll(() => first.ask('window')).toMatchObject({ focusCount: index + 1 });
        expect((await first.ask('window'))?.address).toBe(address);
      });
    }
  });
});

test('the first start shows the record of its own link', async () => {
  const machine = new Machine();
  try {
    const app = await machine.start({ args: ['musubi-desk://record/hanoi'] });
    expect((await app.ask('window'))?.address).toMatch(/^musubi:\/\/app\/(#\/)?record\/hanoi$/);
  } finally {
    await machine.remove();
  }
});

test('two registries may be open side by side', async () => {
  const [one, two] = [new Machine(), new Machine()];
  try {
    const [first, second] = [await one.start(), await two.start()];
    expect(await first.ask('window')).toMatchObject({ isVisible: true });
    expect(await second.ask('window')).toMatchObject({ isVisible: true });
  } finally {
    await one.remove();
    await two.remove();
  }
});
