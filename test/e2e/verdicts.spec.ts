import exceljs from 'exceljs';
import { expect, expectOverlayAccessible, test, visit } from './app.ts';

test('a match is ruled out with a reason and a private note, left out with it, and brought back', async ({
  app,
  desk,
}) => {
  const main = desk.getByRole('main');
  await visit(desk, '/matching/need/need.pp-transit');
  const first = main
    .locator('ol > li')
    .filter({ has: desk.getByRole('img') })
    .first();
  const name = await first.getByRole('heading', { level: 2 }).last().textContent();
  await first.getByRole('button', { name: /Say what you think/ }).click();
  const form = desk.getByRole('dialog', { name: /Say what you think/ });
  await form.getByRole('radio', { name: 'Ruled out' }).check();
  await form.getByRole('textbox', { name: 'Reason' }).fill('Declined in the last talks');
  await form.getByRole('textbox', { name: 'Note only for you' }).fill('Ask again in spring');
  await expectOverlayAccessible(desk, 'verdict');
  await form.getByRole('button', { name: 'Record the verdict' }).click();
  await expect(first.getByRole('heading', { level: 2 }).last()).not.toHaveText(name ?? '');

  await main.getByRole('button', { name: /left out/ }).click();
  await expect(main.getByText('Declined in the last talks')).toBeVisible();
  const notes = JSON.parse(await app.command('list', 'missionNote', '--json')) as {
    items: { visibility: string; about: string[] }[];
  };
  expect(notes.items.map((note) => note.visibility)).toContain('private');
  await desk.getByRole('button', { name: 'Undo' }).click();
  await expect(first.getByRole('heading', { level: 2 }).last()).toHaveText(name ?? '');

  await main.getByRole('button', { name: 'Export', exact: true }).click();
  const choices = desk.getByRole('dialog', { name: 'Export' });
  await expectOverlayAccessible(desk, 'export of a match');
  const download = desk.waitForEvent('download');
  await choices.getByRole('button', { name: 'Export file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('match-need_need.pp-transit_public_en.xlsx');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(await file.path());
  expect(workbook.getWorksheet('Ranking')?.rowCount).toBe(21);
});
