import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test, visit } from './app.ts';

async function addProject(app: App, id: string, stage: string, title: string, more: object = {}) {
  await app.command('add', 'project', JSON.stringify({ id, stage, title: { en: title }, ...more }));
}

const stageColumn = (desk: Page, stage: string) => desk.locator(`[data-stage="${stage}"]`);
const titles = (desk: Page, stage: string) => stageColumn(desk, stage).locator('[data-card] a');
const record = async (app: App, id: string) =>
  JSON.parse(await app.command('--json', 'show', 'project', id)).record;

test('a card is dragged to another stage, asked for day and reason in place, and taken back by undo', async ({
  desk,
  app,
}) => {
  await addProject(app, 'p.buses', 'need', 'Bus data', { cities: ['jakarta'] });
  await addProject(app, 'p.water', 'study', 'Water gauges');
  await visit(desk, '/list/project');
  await expect(titles(desk, 'need')).toHaveText(['Bus data']);
  await expectAccessible(desk, 'board');

  const card = await stageColumn(desk, 'need').locator('[data-card]').boundingBox();
  const target = await stageColumn(desk, 'study').locator('[data-card]').boundingBox();
  if (!card || !target) throw new Error('the cards are not drawn');
  await desk.mouse.move(card.x + 40, card.y + card.height - 10);
  await desk.mouse.down();
  await desk.mouse.move(target.x + 20, target.y + target.height, { steps: 8 });
  await desk.mouse.move(target.x + 40, target.y + target.height - 2, { steps: 4 });
  await desk.mouse.up();

  const question = desk.getByRole('form', { name: 'Need → Study' });
  await expect(question.getByLabel('Reason')).toBeFocused();
  await expectAccessible(desk, 'question on the board');
  await question.getByLabel('Date of the change').fill('1999-01-01');
  await expect(question.getByText('This is before an earlier step')).toBeVisible();
  await question.getByLabel('Date of the change').fill('soon');
  await expect(question.getByRole('button', { name: 'Change stage' })).toBeDisabled();
  await question.getByLabel('Date of the change').fill('2099-01-05');
  await question.getByLabel('Reason').fill('Adopted');
  await desk.keyboard.press('Enter');
  await expect(titles(desk, 'need')).toHaveCount(0);
  await expect(question).toHaveCount(0);
  await expect(titles(desk, 'study')).toHaveCount(2);
  const moved = await record(app, 'p.buses');
  expect(moved.stage).toBe('study');
  expect(moved.stageHistory.at(-1)).toMatchObject({ stage: 'study', date: '2099-01-05', reason: 'Adopted' });

  await desk.keyboard.press('Control+z');
  await expect(titles(desk, 'need')).toHaveText(['Bus data']);
  const back = await record(app, 'p.buses');
  expect(back.stage).toBe('need');
  expect(back.stageHistory).toHaveLength(1);
});

test('a card is moved with the keyboard, announced, and keeps its place; Escape puts it back', async ({
  desk,
  app,
}) => {
  for (const name of ['First', 'Second', 'Third']) await addProject(app, `p.${name}`, 'need', name);
  await visit(desk, '/list/project');
  await expect(titles(desk, 'need')).toHaveText(['First', 'Second', 'Third']);
  const grip = desk.getByRole('button', { name: 'Move Third' });
  await grip.focus();
  await desk.keyboard.press('Space');
  await expect(desk.getByText('Picked up Third: Need, 3 of 3.')).toBeAttached();
  await desk.keyboard.press('ArrowUp');
  await desk.keyboard.press('ArrowUp');
  await expect(desk.getByText('Need, 1 of 3.', { exact: true })).toBeAttached();
  await desk.keyboard.press('Space');
  await expect(titles(desk, 'need')).toHaveText(['Third', 'First', 'Second']);
  await expect(grip).toBeFocused();
  await desk.reload();
  await expect(titles(desk, 'need')).toHaveText(['Third', 'First', 'Second']);

  await grip.focus();
  await desk.keyboard.press('Space');
  await desk.keyboard.press('ArrowRight');
  await expect(titles(desk, 'matched')).toHaveText(['Third']);
  await desk.keyboard.press('Escape');
  await expect(titles(desk, 'need')).toHaveText(['Third', 'First', 'Second']);

  await desk.keyboard.press('Space');
  await desk.keyboard.press('ArrowRight');
  await desk.keyboard.press('Space');
  await expect(desk.getByLabel('Reason')).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(titles(desk, 'matched')).toHaveText(['Third']);
  await expect.poll(async () => (await record(app, 'p.Third')).stage).toBe('matched');
});

test('filters and selection stay from the board over the table and the fiscal year; the funnel counts the same', async ({
  desk,
  app,
}) => {
  await addProject(app, 'p.a', 'need', 'Alpha', { cities: ['jakarta'] });
  await addProject(app, 'p.b', 'need', 'Beta', { cities: ['hanoi'] });
  await visit(desk, '/list/project?country=ID');
  await expect(titles(desk, 'need')).toHaveText(['Alpha']);
  await desk.getByRole('checkbox', { name: 'Select Alpha' }).check();
  const view = (name: string) => desk.getByRole('main').locator('label').filter({ hasText: name }).click();
  await view('Table');
  await expect(desk.getByRole('status').filter({ hasText: '1' }).first()).toBeVisible();
  await expect(desk).toHaveURL(/country=ID/);
  await view('Fiscal year');
  await expect(desk.getByRole('rowheader', { name: 'Alpha' })).toBeVisible();
  await expect(desk.getByRole('rowheader')).toHaveCount(1);
  await expectAccessible(desk, 'fiscal year of projects');
  await view('Board');
  await expect(desk.getByRole('checkbox', { name: 'Select Alpha' })).toBeChecked();
  await desk.getByRole('link', { name: 'Funnel' }).click();
  const all = desk.getByRole('table', { name: 'Funnel: All projects' });
  await expect(all.getByRole('row', { name: /^Need/ })).toContainText('1');
  await expectAccessible(desk, 'funnel');
  await desk.getByRole('button', { name: 'Export funnel' }).click();
  const [file] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('menuitem', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('funnel-fiscalYear.csv');
});

test('studies show what became of them, and since when nothing is recorded', async ({ desk, app }) => {
  await visit(desk, '/list/study?view=afterlife');
  const row = desk
    .getByRole('listitem')
    .filter({ has: desk.locator('a[href$="/record/sj2021-jakarta-ocg"]') });
  await expect(row.first()).toContainText('Nothing recorded');
  await expectAccessible(desk, 'what became of studies');
  await app.command(
    'add',
    'followUp',
    JSON.stringify({
      title: { en: 'Visit' },
      study: 'sj2021-jakarta-ocg',
      date: '2024-05-01',
      status: 'done',
    }),
  );
  await visit(desk, '/record/sj2021-jakarta-ocg');
  const panel = desk.getByRole('region', { name: 'After the study' });
  await expect(panel.getByText('Followed up')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Visit' })).toBeVisible();
});
