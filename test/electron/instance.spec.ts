import { expect, test } from '@playwright/test';
import { Machine } from './runApp.ts';

test('a second start leads to the window of the first, which stays as it is but for a link to a record', async () => {
  const machine = new Machine();
  try {
    const first = await machine.start();
    const page = await first.page();
    await page.evaluate(() => {
      Object.assign(window, { stillTheSame: true });
    });
    let starts = 0;
    const startAgain = async (args?: string[]) => {
      const again = await machine.start({ args });
      expect(await again.ended, again.log).toBe(0);
      starts += 1;
      await expect.poll(() => first.ask('window')).toMatchObject({ isMinimized: false, focusCount: starts });
    };

    await test.step('it comes to the front, and the second start ends', async () => {
      await first.ask('minimizeWindow');
      await startAgain();
    });

    const address = (await first.ask('window'))?.address;
    const strange = [
      'musubi-desk://record/../../settings',
      'musubi-desk://record/hanoi?delete=1',
      'musubi-desk://settings/x',
      'https://evil.example/',
      '--inspect=0.0.0.0:9229',
    ];
    for (const link of strange) {
      await test.step(`${link} leads nowhere`, async () => {
        await startAgain([link]);
        expect((await first.ask('window'))?.address).toBe(address);
      });
    }

    await test.step('a link shows its record without loading the page anew', async () => {
      await startAgain(['musubi-desk://record/hanoi']);
      await expect.poll(() => page.url()).toMatch(/\/record\/hanoi$/);
      expect(await page.evaluate(() => 'stillTheSame' in window)).toBe(true);
    });
  } finally {
    await machine.remove();
  }
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
