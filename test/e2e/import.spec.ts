import exceljs from 'exceljs';
import { expect, expectAccessible, test, visit } from './app.ts';

/** Two companies with Japanese dates in Shift_JIS, which Node reads but does not write. */
const shiftJis = Buffer.from(
  '89ef8ed096bc2c8d912c93e097658a6d944693fa0d0a288a9429938c895f91aa97ca2c93fa967b2c97df98613794' +
    '4e348c8e3193fa0d0a8bc58d6098708a948eae89ef8ed02c93fa967b2c52372e342e310d0a',
  'hex',
);

async function memberList(): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('会員');
  for (const row of [
    ['会員名簿'],
    ['2025年4月1日現在'],
    ['会社名', '国名', '内容確認日', '会員', 'ひとこと'],
    ['株式会社青空都市', '日本', '令和7年4月1日', '○', '防災に強い'],
    ['日本工営', '日本', new Date(Date.UTC(2025, 3, 1)), '○', ''],
    ['パシフィックコンサルタント', '日本', '', '', ''],
    ['困った会社', 'アトランティス', '', '', ''],
  ])
    sheet.addRow(row);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('a member list comes in: columns corrected, rows decided, applied, its errors corrected, and taken back', async ({
  desk,
}) => {
  await visit(desk, '/list/organisation');
  await desk.getByRole('link', { name: 'Import', exact: true }).last().click();
  await expect(desk.getByLabel('Import as')).toHaveValue('organisation');
  const choose = desk.locator('input[type=file]');

  await test.step('what is no list of records is refused in words', async () => {
    await choose.setInputFiles({
      name: 'plan.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await expect(desk.getByRole('alert')).toContainText('cannot be imported');
    await desk.getByRole('link', { name: 'Choose another file' }).click();
  });

  await test.step('columns', async () => {
    await choose.setInputFiles({ name: 'members.xlsx', mimeType: xlsx, buffer: await memberList() });
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Import of members.xlsx');
    await expect(desk.getByLabel('Header row')).toHaveValue('3');
    await expect(desk.getByLabel('Import as')).toHaveValue('organisation');
    const mapping = desk.getByRole('region', { name: 'Columns' });
    await expect(mapping.getByRole('row', { name: /会社名/ })).toContainText('by its header');
    const remark = mapping.getByRole('combobox', { name: 'Where “ひとこと” goes' });
    await expect(remark).toHaveValue('Leave out');
    await remark.click();
    await remark.fill('Remarks');
    await desk.getByRole('option', { name: 'Remarks', exact: true }).click();
    await expect(mapping.getByRole('row', { name: /ひとこと/ })).toContainText('as told');
    await desk.getByRole('button', { name: 'Make row 2 the header' }).press('Enter');
    await expect(desk.getByText('No column goes to “Name”')).toBeVisible();
    await expect(desk.getByRole('button', { name: 'Check', exact: true })).toBeDisabled();
    await desk.getByLabel('Header row').selectOption('3');
    await remark.click();
    await remark.fill('Remarks');
    await desk.getByRole('option', { name: 'Remarks', exact: true }).click();
    await expectAccessible(desk, 'columns of an import');
    await desk.getByRole('button', { name: 'Check', exact: true }).click();
  });

  const table = desk.getByRole('table', { name: 'What the import does' });
  const filters = desk.getByRole('group', { name: 'Rows shown' });

  await test.step('check', async () => {
    await expect(filters.getByRole('button', { name: /to decide/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(table).toContainText('Same as Pacific Consultants');
    await expectAccessible(desk, 'rows to decide');
    await table.getByRole('radio', { name: 'A new record' }).check();
    await expect(filters.getByRole('button', { name: '2 To add' })).toBeVisible();
    await filters.getByRole('button', { name: /In error/ }).click();
    await expect(table).toContainText('アトランティス');
    await filters.getByRole('button', { name: /To update/ }).click();
    await expect(table.getByRole('row', { name: /Nippon Koei/ })).toContainText('1 Apr 2025');
    // A window that is loaded again goes on where it was.
    await desk.reload();
    await expect(filters.getByRole('button', { name: '2 To add' })).toBeVisible();
  });

  await test.step('errors go out as a workbook', async () => {
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Save rows in error (Excel)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('members-errors.xlsx');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile((await download.path()) ?? '');
    expect(workbook.worksheets[0]?.getRow(2).getCell(1).value).toBe('困った会社');
  });

  await test.step('apply', async () => {
    await desk.getByRole('button', { name: 'Import 3 rows' }).click();
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('members.xlsx');
    const records = desk.getByRole('region', { name: 'Records added and updated' });
    await expect(records.getByRole('listitem')).toHaveCount(3);
    // Undo keys do not take a whole import back unseen: they lead to where that is done.
    await desk.keyboard.press('Control+z');
    await expect(desk.getByRole('button', { name: 'Open the import' })).toBeVisible();
    await expect(records.getByRole('listitem')).toHaveCount(3);
    await expectAccessible(desk, 'result of an import');
    await records.getByRole('link', { name: '株式会社青空都市' }).click();
    await expect(desk.getByRole('heading', { level: 1 })).toContainText('株式会社青空都市');
    await expect(desk.getByRole('main')).toContainText('1 Apr 2025');
  });

  await test.step('taken back from the list of past imports', async () => {
    await visit(desk, '/import');
    await desk
      .getByRole('region', { name: 'Past imports' })
      .getByRole('link', { name: 'members.xlsx' })
      .click();
    await desk.getByRole('button', { name: 'Take this import back' }).click();
    await expect(desk.getByText('3 records are as they were before.')).toBeVisible();
    await expect(desk.getByText('Taken back')).toBeVisible();
    await visit(desk, '/import');
    await expect(desk.getByRole('region', { name: 'Past imports' })).toContainText('Taken back');
  });

  await test.step('Shift_JIS text with Japanese dates', async () => {
    await choose.setInputFiles({ name: '会員.csv', mimeType: 'text/csv', buffer: shiftJis });
    await expect(desk.getByLabel('Encoding')).toContainText('Automatic (Shift_JIS (CP932))');
    await expect(desk.getByRole('region', { name: 'First rows of the file' })).toContainText('(株)東雲測量');
    await desk.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(table.getByRole('row', { name: /暁港湾株式会社/ })).toContainText('1 Apr 2025');
    await desk.getByRole('link', { name: 'Choose another file' }).click();
    await desk.goto(`${new URL(desk.url()).origin}/#/import/00000000-0000-4000-8000-000000000000`);
    await expect(desk.getByText('This import has ended')).toBeVisible();
  });
});
