import { expect, expectAccessible, test, visit } from './app.ts';

test('possible duplicates are told apart or made one record, field by field, and one undo takes it back', async ({
  desk,
  app,
}) => {
  const add = async (values: object) =>
    JSON.parse(await app.command('add', 'organisation', JSON.stringify(values), '--json')).id as string;
  const keep = await add({ name: { ja: '東雲測量', en: 'Shinonome Survey' }, homeCountry: 'JP' });
  const other = await add({
    name: { ja: '株式会社東雲測量', en: 'Shinonome Surveying' },
    homeCountry: 'JP',
    url: 'https://shinonome.example',
  });
  await visit(desk, '/list/organisation');
  await desk.getByRole('link', { name: 'Find duplicates' }).click();
  const pair = desk.getByRole('listitem').filter({ hasText: 'Shinonome Surveying' });
  await expect(pair).toContainText('same name');
  await expectAccessible(desk, 'duplicates');

  await test.step('told apart, and back', async () => {
    await pair.getByRole('button', { name: /Not the same/ }).click();
    await expect(pair).toHaveCount(0);
    await desk.getByRole('button', { name: 'Undo' }).click();
    await expect(pair).toHaveCount(1);
  });

  await test.step('merged from a record page', async () => {
    await visit(desk, `/record/${keep}`);
    await desk.getByRole('button', { name: /More actions/ }).click();
    await desk.getByRole('menuitem', { name: 'Merge with…' }).click();
    await desk.getByRole('button', { name: 'Shinonome Surveying' }).click();
    const table = desk.getByRole('table', { name: 'Comparison field by field' });
    await expect(table).toContainText('shinonome.example');
    await table.getByRole('radio', { name: 'Name (English): what the other one says' }).check();
    await expectAccessible(desk, 'two records side by side');
    await desk.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(desk.getByRole('heading', { level: 1 })).toContainText('Shinonome Surveying');
    await expect(desk.getByRole('main')).toContainText('shinonome.example');
  });

  await test.step('one undo', async () => {
    await desk.keyboard.press('Control+z');
    await expect(desk.getByRole('heading', { level: 1 })).toContainText(/Shinonome Survey$/);
    await visit(desk, `/record/${other}`);
    await expect(desk.getByRole('heading', { level: 1 })).toContainText('Shinonome Surveying');
  });

  // An address that names no record leads to where pairs are.
  await visit(desk, '/merge');
  await expect(desk).toHaveURL(/#\/duplicates$/);
});
