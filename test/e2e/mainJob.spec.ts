import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, startApp, test, visit } from './app.ts';

const study = 'sj2021-danang-map';
const studyName = /Study on digital map development/;

test.describe.configure({ mode: 'parallel' });

/** The part of a page under a heading. */
const panel = (desk: Page, name: string) => desk.getByRole('region', { name, exact: true });
const main = (desk: Page) => desk.getByRole('main');
const title = (desk: Page) => desk.getByRole('heading', { level: 1 });
const place = (desk: Page) => decodeURIComponent(new URL(desk.url()).hash);

async function switchLanguage(desk: Page, to: string) {
  await desk
    .getByRole('banner')
    .getByRole('button', { name: /Language|言語/ })
    .click();
  await desk.getByRole('menuitemradio', { name: to }).click();
}

async function addFollowUp(desk: Page, { name, due }: { name: string; due: string }) {
  await visit(desk, `/record/${study}`);
  await desk.getByRole('link', { name: 'Add follow-up' }).first().click();
  await desk.getByRole('textbox', { name: 'Title (English)' }).fill(name);
  await desk.getByRole('textbox', { name: 'Due' }).fill(due);
  await desk.getByRole('button', { name: 'Create' }).click();
  await expect(title(desk)).toHaveText(name);
}

test('a city is found by the letters on any keyboard, and everything known about it leads on and back', async ({
  desk,
}) => {
  await desk.keyboard.press('Control+k');
  const field = desk.getByRole('combobox', { name: 'Search, or type a command' });
  await expect(field).toBeFocused();
  await desk.keyboard.type('da nang');
  const first = desk.getByRole('option').first();
  await expect(first.locator('mark').first()).toHaveText(/^(Da|Đà)/);
  await expect(first).toContainText('City');
  await desk.keyboard.press('Enter');

  await expect(title(desk)).toContainText('Da Nang');
  await expect(main(desk).getByText('Đà Nẵng').first()).toHaveAttribute('lang', 'vi');
  await expect(panel(desk, 'Studies').getByRole('link', { name: studyName })).toBeVisible();
  await expect(
    panel(desk, 'MoUs').getByRole('link', { name: /Minutes on a Smart JAMP study/ }),
  ).toBeVisible();
  await expect(
    panel(desk, 'Events').getByRole('link', { name: /kick-off meeting with Da Nang/ }),
  ).toBeVisible();
  await expect(main(desk).getByRole('link', { name: 'PASCO' }).first()).toBeVisible();

  await panel(desk, 'Studies').getByRole('link', { name: studyName }).click();
  await expect(title(desk)).toContainText(studyName);
  await main(desk).getByRole('link', { name: 'Da Nang', exact: true }).first().click();
  await expect(title(desk)).toContainText('Da Nang');
  await main(desk).getByRole('link', { name: 'PASCO' }).first().click();
  await expect(title(desk)).toContainText('PASCO');
  await expect(panel(desk, 'Studies').getByRole('link', { name: studyName })).toBeVisible();
});

test('cities narrowed to a country show how many there are, and the map shows the same ones', async ({
  desk,
}) => {
  await visit(desk, '/list/city');
  await desk.getByRole('button', { name: 'Add filter' }).click();
  await desk.getByRole('menuitem', { name: 'Country', exact: true }).click();
  const vietNam = desk.getByRole('checkbox', { name: /Viet Nam/ });
  await expect(desk.locator('li', { has: vietNam })).toContainText('3');
  await vietNam.check();
  await desk.keyboard.press('Escape');
  await expect(title(desk)).toContainText('3');
  await expect(desk.getByRole('grid').getByRole('row', { name: /Da Nang/ })).toBeVisible();
  await expect(desk.getByRole('grid').getByRole('row', { name: /Jakarta/ })).toHaveCount(0);

  // The list and the map are the two answers of one question.
  await main(desk).getByText('Map', { exact: true }).click();
  await expect.poll(() => place(desk)).toContain('/map');
  expect(place(desk)).toContain('country=VN');
  const list = desk.getByRole('listbox', { name: 'Records on the map' });
  await expect(list.getByRole('option')).toHaveCount(3);
  await list.focus();
  await desk.keyboard.press('Home');
  await expect(list.getByRole('option', { selected: true })).toContainText('Da Nang');
  await desk.keyboard.press('Enter');
  await expect(title(desk)).toContainText('Da Nang');
});

test('a follow-up with a due date stands wherever it is waited for; its history says what changed; Ctrl+Z takes it back', async ({
  desk,
}) => {
  await addFollowUp(desk, { name: 'Agree the base map licence', due: '2020-03-01' });
  const followUp = place(desk).replace('#', '');

  await visit(desk, '/');
  const attention = panel(desk, 'Needs attention');
  await expect(attention.getByRole('link', { name: 'Agree the base map licence' })).toBeVisible();
  await expect(attention).toContainText('1 Mar 2020');
  await expect(attention).toContainText(/days late/);
  await visit(desk, `/record/${study}`);
  await expect(panel(desk, 'Needs attention')).toContainText('Agree the base map licence');
  await visit(desk, '/record/da-nang');
  await expect(
    panel(desk, 'Follow-ups').getByRole('link', { name: 'Agree the base map licence' }),
  ).toBeVisible();
  await visit(desk, '/list/followUp?view=list');
  await expect(desk.getByRole('grid').getByRole('row', { name: /Agree the base map licence/ })).toBeVisible();

  await visit(desk, '/settings');
  const name = desk.getByRole('textbox', { name: 'Name or department' });
  await name.fill('Field office');
  await name.press('Enter');
  await visit(desk, `${followUp}/edit`);
  await desk.getByRole('textbox', { name: 'Due' }).fill('2030-05-20');
  await desk.keyboard.press('Control+Enter');
  await expect(title(desk)).toHaveText('Agree the base map licence');
  await desk.getByRole('tab', { name: 'History' }).click();
  const change = desk.getByRole('tabpanel').getByRole('listitem').first();
  await expect(change).toContainText('Field office');
  await expect(change.locator('time').first()).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  await expect(change.locator('del')).toContainText('1 Mar 2020');
  await expect(change).toContainText('20 May 2030');

  await desk.keyboard.press('Control+z');
  await expect(desk.getByRole('tabpanel').getByRole('listitem').first()).toContainText('Undo');
  await expect(main(desk).getByRole('complementary', { name: 'Key facts' })).toContainText('1 Mar 2020');
  await desk.keyboard.press('Control+z');
  await expect(main(desk)).toContainText('This record was removed');
  await visit(desk, '/');
  await expect(panel(desk, 'Needs attention')).not.toContainText('Agree the base map licence');
});

test('what is wrong is said beside the field and on top, with the way there, and nothing typed is lost', async ({
  desk,
}) => {
  await visit(desk, '/new/followUp');
  const due = desk.getByRole('textbox', { name: 'Due' });
  await due.fill('the day after tomorrow');
  await desk.getByRole('button', { name: 'Create' }).click();
  const summary = desk.getByRole('alert').filter({ hasText: 'to correct' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveCount(2);
  await expect(due).toHaveAttribute('aria-invalid', 'true');
  await expect(due).toHaveAccessibleDescription(/./);
  await summary.getByRole('link', { name: /^Due:/ }).click();
  await expect(due).toBeFocused();
  await expect(due).toHaveValue('the day after tomorrow');

  await due.fill('2031-01');
  await expect(summary.getByRole('link')).toHaveCount(1);
  await summary.getByRole('link', { name: /^Title:/ }).click();
  await desk.keyboard.type('Ask for the survey data');
  await visit(desk, '/list/city');
  await visit(desk, '/new/followUp');
  await desk.getByRole('button', { name: 'Continue the draft' }).click();
  await expect(due).toHaveValue('2031-01');
  await desk.keyboard.press('Control+Enter');
  await expect(title(desk)).toHaveText('Ask for the survey data');
});

test('the language changes anywhere without leaving the place', async ({ desk }) => {
  await visit(desk, '/list/city?country=VN');
  const before = place(desk);
  await switchLanguage(desk, '日本語');
  await expect(title(desk)).toContainText('都市');
  await expect(desk.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(desk.getByRole('grid')).toContainText('ダナン');
  expect(place(desk)).toBe(before);

  await visit(desk, '/record/da-nang?tab=relations');
  await switchLanguage(desk, 'English');
  await expect(title(desk)).toContainText('Da Nang');
  await expect(desk.getByRole('tab', { name: /Relations/ })).toHaveAttribute('aria-selected', 'true');

  await visit(desk, '/new/followUp');
  await desk.getByRole('textbox', { name: 'Due' }).fill('2031-01');
  await switchLanguage(desk, '日本語');
  await expect(desk.getByRole('textbox', { name: '期限' })).toHaveValue('2031-01');
  await desk.reload();
  await expect(title(desk)).toHaveText('フォローアップを登録');
});

test('a brief for the public is saved as HTML and PDF, with nothing in it that the public may not see', async ({
  desk,
  app,
}) => {
  await app.command(
    'add',
    'followUp',
    JSON.stringify({
      title: { en: 'Talk with the ministry about money' },
      study,
      city: 'da-nang',
      status: 'planned',
      visibility: 'government',
    }),
  );
  await visit(desk, '/record/da-nang');
  await desk.getByRole('link', { name: 'Export brief' }).click();
  await expect(desk.getByRole('radio', { name: 'The public' })).toBeChecked();
  await expect(desk.frameLocator('iframe').getByText('Da Nang').first()).toBeVisible();

  const save = async (format: string) => {
    await desk.getByRole('radio', { name: format }).check({ force: true });
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Export brief' }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const html = await save('Web page (HTML)');
  expect(html.name).toMatch(/\.html$/);
  expect(html.bytes.toString('utf8')).toContain('Da Nang');
  expect(html.bytes.toString('utf8')).not.toContain('Talk with the ministry');
  const pdf = await save('PDF');
  expect(pdf.name).toMatch(/\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.bytes.length).toBeGreaterThan(20_000);

  await desk.getByRole('radio', { name: 'Government' }).check({ force: true });
  await expect(desk.frameLocator('iframe').getByText('Talk with the ministry').first()).toBeVisible();
  await desk.getByRole('checkbox', { name: 'Add matching firms' }).check();
  await expect(
    desk.frameLocator('iframe').getByRole('heading', { name: 'Matching firms', exact: true }),
  ).toBeVisible();
});

test('what a colleague changes at another window shows by itself', async ({ desk, app }) => {
  await visit(desk, '/record/da-nang');
  await app.command('set', 'city', 'da-nang', JSON.stringify({ name: { en: 'Da Nang City' } }));
  await expect(title(desk)).toContainText('Da Nang City');
  await visit(desk, '/list/city?country=VN');
  await expect(desk.getByRole('grid')).toContainText('Da Nang City');
  await app.command('set', 'city', 'da-nang', JSON.stringify({ name: { en: 'Da Nang by the sea' } }));
  await expect(desk.getByRole('grid')).toContainText('Da Nang by the sea');
});

test('closing the window in the moment of saving loses nothing', async ({ desk, app, context }) => {
  await visit(desk, '/record/da-nang/edit');
  await desk.getByRole('textbox', { name: 'Name (English)' }).fill('Da Nang, kept');
  await desk.getByRole('button', { name: 'Save', exact: true }).click({ noWaitAfter: true });
  await desk.close();
  const again = await context.newPage();
  await again.goto(`${app.origin}/#/record/da-nang`);
  await expect(title(again)).toContainText('Da Nang, kept');
});

test('a removed record is out of the lists, can be read, and comes back', async ({ desk }) => {
  await visit(desk, '/list/city?country=VN');
  await desk
    .getByRole('grid')
    .getByRole('row', { name: /Da Nang/ })
    .dblclick();
  await expect(title(desk)).toContainText('Da Nang');
  await desk.getByRole('button', { name: 'More actions for “Da Nang”' }).click();
  await desk.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(title(desk)).toContainText('Cities');
  await expect(title(desk)).toContainText('2');
  await expect(desk.getByRole('grid').getByRole('row', { name: /Da Nang/ })).toHaveCount(0);
  await visit(desk, '/record/da-nang');
  await expect(main(desk)).toContainText('This record was removed');
  await desk.getByRole('button', { name: 'Restore record' }).click();
  await expect(main(desk)).not.toContainText('This record was removed');
  await visit(desk, '/list/city?country=VN');
  await expect(desk.getByRole('grid').getByRole('row', { name: /Da Nang/ })).toBeVisible();
});

test('when the program is killed the window says so plainly; started again, everything saved is there', async ({
  desk,
  app,
  context,
}) => {
  await addFollowUp(desk, { name: 'Written before the power cut', due: '2031-02-03' });
  const followUp = place(desk);
  await app.stop('SIGKILL');
  await expect(desk.getByText('Musubi Desk does not answer.').first()).toBeVisible();
  await expect(desk.getByText(/Everything saved is safe/).first()).toBeVisible();

  const again = await startApp(app.dataDirectory, new URL(app.origin).port);
  try {
    // The old window has no right to the new run; it says which window has.
    await expect(desk.getByText('Musubi Desk was started anew').first()).toBeVisible();
    const fresh = await context.newPage();
    await fresh.goto(again.address);
    await fresh.getByRole('main').waitFor();
    await fresh.evaluate((to) => {
      location.hash = to;
    }, followUp);
    await expect(title(fresh)).toHaveText('Written before the power cut');
  } finally {
    await again.stop();
  }
});
