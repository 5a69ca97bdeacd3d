import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, visit } from './app.ts';

const main = (desk: Page) => desk.getByRole('main');
/** A view's name in the switch: its radio button itself is not to be seen. */
const view = (desk: Page, name: string | RegExp) => main(desk).locator('label').filter({ hasText: name });
const rows = (desk: Page) =>
  main(desk)
    .locator('ol > li')
    .filter({ has: desk.getByRole('img') });
const pointsOf = async (row: ReturnType<typeof rows>) =>
  Number(/^(\d+)/.exec((await row.getByRole('img').first().getAttribute('aria-label')) ?? '')?.[1]);

test('a pasted text is read in three languages, a wrong reading is taken out and put back', async ({
  desk,
}) => {
  await visit(desk, '/matching');
  const question = main(desk).getByRole('textbox', { name: 'What are you looking for?' });
  await question.fill('Phnom Penh: 洪水 and smart parking, ขยะมูลฝอย.');
  await question.press('Control+Enter');
  const read = desk.getByRole('region', { name: 'What was understood' });
  await expect(read.locator('mark', { hasText: 'Phnom Penh' })).toBeVisible();
  await expect(read.locator('mark', { hasText: '洪水' })).toBeVisible();
  await expect(read.locator('mark', { hasText: 'smart parking' })).toBeVisible();
  await expect(read.locator('mark', { hasText: 'ขยะมูลฝอย' })).toBeVisible();
  await expect(rows(desk).first()).toBeVisible();

  await read.getByRole('button', { name: /Remove.*Smart parking/ }).click();
  await expect(read.locator('del', { hasText: 'smart parking' })).toBeVisible();
  await expect(read.locator('mark', { hasText: 'smart parking' })).toHaveCount(0);
  await expect(read.locator('mark', { hasText: 'Phnom Penh' })).toBeVisible();
  await read.getByRole('button', { name: /Put .*Smart parking.* back/ }).click();
  await expect(read.locator('mark', { hasText: 'smart parking' })).toBeVisible();
  await expectAccessible(desk, 'free text');
});

test('organisations for a need are ranked, explained, seen by element and compared', async ({
  app,
  desk,
}) => {
  await app.command('set', 'organisation', 'org.tbr', JSON.stringify({ reviewDate: '2020-01-31' }));
  await visit(desk, '/record/need.bsb-river');
  await desk
    .getByRole('region', { name: 'Best matches' })
    .getByRole('link', { name: 'See all, with reasons' })
    .click();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Organisations for this need');
  await expect(rows(desk)).toHaveCount(20);
  const scores = [];
  for (const row of await rows(desk).all()) scores.push(await pointsOf(row));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));

  // A profile that nobody has looked at for long is marked, and ranked as any other.
  const stale = rows(desk).filter({ hasText: 'Profile stale' });
  await expect(stale).toHaveCount(1);
  await expect(stale.locator('a[href*="org.tbr"]').first()).toBeVisible();

  // The parts in words have the same points as the bar, and add up to it.
  const first = rows(desk).first();
  const parts = await first.getByText(/^-?\d+ points? \(of \d+\)$/).allInnerTexts();
  expect(parts).toHaveLength(5);
  const sum = parts.reduce((total, text) => total + Number.parseInt(text, 10), 0);
  expect(sum).toBe(scores[0]);
  await expect(first.getByText('What would change the rank')).toBeVisible();

  await first.getByRole('checkbox').check();
  await rows(desk).nth(1).getByRole('checkbox').check();
  await desk.getByRole('button', { name: 'See side by side' }).click();
  const table = main(desk).getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveCount(3);
  await expect(table.getByRole('rowheader', { name: /Water-quality monitoring/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^Score/ })).toContainText(`${scores[0]}/100`);
  await expect(table.getByText(/^-?\d+ points? \(of 35\)$/)).toHaveCount(2);
  await expectAccessible(desk, 'comparison');

  await view(desk, 'By element').click();
  await expect(table.getByRole('columnheader')).toHaveCount(21);
  await expectAccessible(desk, 'by element');

  await test.step('the run is noted, repeats, and is compared with today after settings have changed', async () => {
    await main(desk).getByRole('link', { name: 'Past runs of this' }).click();
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Past runs');
    const runs = main(desk).getByRole('table').getByRole('row');
    await expect(runs).toHaveCount(2);
    await runs.nth(1).getByRole('link').first().click();
    await expect(main(desk).getByText('Nothing moved')).toBeVisible();
    await expectAccessible(desk, 'a past run');

    await visit(desk, '/matching');
    await main(desk).getByRole('link', { name: 'All settings' }).click();
    await main(desk).getByLabel('Counts half after (years)').fill('2');
    const effect = main(desk).getByRole('region', { name: 'What the edits would move' });
    await expect(effect.getByText(/rankings? changes?/)).toBeVisible();
    await main(desk).getByRole('button', { name: 'Use these settings' }).click();
    await expect(main(desk).getByText('1 setting differs from the default')).toBeVisible();
    await visit(desk, '/matching/need/need.bsb-river');
    await expect(rows(desk)).toHaveCount(20);
    await main(desk).getByRole('link', { name: 'Past runs of this' }).click();
    await expect(runs).toHaveCount(3);
    await runs.nth(2).getByRole('link').first().click();
    await expect(main(desk).getByText('Repeated with its own settings')).toBeVisible();
    await expect(main(desk).getByRole('row', { name: /Counts half after/ })).toContainText('2');
    await main(desk).getByRole('button', { name: 'Use the defaults again' }).click();
    await expect(main(desk).getByText('Nothing moved')).toBeVisible();

    await main(desk).getByRole('link', { name: 'Past runs of this' }).click();
    for (const box of await runs.getByRole('checkbox').all()) await box.check();
    await main(desk).getByRole('button', { name: 'Compare the two' }).click();
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Two runs compared');
    await expect(main(desk).getByRole('row', { name: /^Settings/ })).toContainText('differs');
    await expectAccessible(desk, 'two runs');
    await desk.goBack();
    await runs.nth(1).getByRole('checkbox').check();
    await main(desk).getByRole('button', { name: 'Forget 1 run' }).click();
    await expect(runs).toHaveCount(2);
  });
});

test('a team is proposed with its certificate, becomes a project in one step, and is undone', async ({
  app,
  desk,
}) => {
  const count = async (kind: string) =>
    (JSON.parse(await app.command('list', kind, '--json')) as { total: number }).total;
  const before = [await count('project'), await count('followUp')];
  await visit(desk, '/matching/need/need.pp-transit');
  await desk.getByRole('link', { name: 'Build a team' }).click();
  const team = desk.getByRole('region', { name: 'Team 1' });
  await expect(team.getByText('Proven optimal')).toBeVisible();
  await expect(team.getByRole('img', { name: /Drawing of the team/ })).toBeVisible();
  await team.getByRole('button', { name: 'Make this team a project' }).click();
  await desk.getByRole('button', { name: 'Record the project' }).click();
  await expect(team.getByRole('link', { name: 'Open the project' })).toBeVisible();
  // Under the pointer the notice waits for who reads it.
  const undo = desk.getByRole('button', { name: 'Undo' });
  await undo.hover();
  expect([await count('project'), await count('followUp')]).toEqual(before.map((number) => number + 1));

  await undo.click();
  await expect(team.getByRole('button', { name: 'Make this team a project' })).toBeVisible();
  await expect.poll(async () => [await count('project'), await count('followUp')]).toEqual(before);

  await test.step('who writes the teams into a file is told of a veto that its readers may not see', async () => {
    const link = team.getByRole('link').first();
    const member = decodeURIComponent((await link.getAttribute('href')) ?? '')
      .split('/')
      .at(-1);
    const veto = { title: { en: 'No' }, verdict: 'vetoed', organisation: member, visibility: 'government' };
    const answer = await desk.context().request.post(`${app.origin}/rpc/registry/create`, {
      headers: { origin: app.origin },
      data: { json: { kind: 'verdict', values: veto, language: 'en' } },
    });
    expect(answer.ok()).toBe(true);
    await main(desk).getByRole('button', { name: 'Export', exact: true }).click();
    await desk.getByRole('button', { name: 'Export file' }).click();
    await expect(desk.getByText(/ruled out by a verdict that these readers may not see/)).toBeVisible();
  });
});

test('an organisation sees what is one step away; a study sees where it could go and what differs', async ({
  desk,
}) => {
  await visit(desk, '/matching/organisation/org.nippon-koei');
  await view(desk, /One step away/).click();
  await expect(rows(desk).first().getByText('The step that would close it')).toBeVisible();
  await main(desk)
    .getByRole('button', { name: /left out/ })
    .click();
  await expect(main(desk).getByText('The need is covered').first()).toBeVisible();

  await visit(desk, '/matching/study/sj2021-jakarta-ocg');
  const first = rows(desk).first();
  await expect(first.getByRole('rowheader', { name: 'Hazards' })).toBeVisible();
  await first
    .getByRole('row', { name: /^Hazards/ })
    .getByText('Evidence')
    .click();
  await expect(
    first
      .getByRole('row', { name: /^Hazards/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible();
  await main(desk).getByRole('button', { name: 'Show this ranking on a map' }).click();
  await expect(main(desk).getByRole('region', { name: 'Map of similar cities' })).toBeVisible();
  await first.getByRole('link', { name: 'See on the map' }).click();
  await expect.poll(() => decodeURIComponent(new URL(desk.url()).hash)).toContain('/map?');
});
