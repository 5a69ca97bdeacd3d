import { expect, expectAccessible, test, visit } from './app.ts';

test('what was removed stands together and comes back together; changes are narrowed by what the address says', async ({
  desk,
  app,
}) => {
  await app.command('remove', 'city', 'da-nang');
  await app.command('remove', 'organisation', 'org.nippon-koei');
  await visit(desk, '/activity');
  await desk.getByRole('link', { name: 'Removed records' }).click();
  const table = desk.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row', { name: /Da Nang/ })).toContainText('By hand');
  await expectAccessible(desk, 'removed records');

  await desk.getByRole('combobox', { name: 'Kind' }).selectOption('city');
  await expect(desk).toHaveURL(/removed\?kind=city/);
  await expect(table.getByRole('row')).toHaveCount(2);
  await desk.getByRole('combobox', { name: 'Kind' }).selectOption('');
  await desk.getByRole('checkbox', { name: 'Select all shown' }).check();
  await desk.getByRole('button', { name: 'Bring back 2 records' }).click();
  await expect(desk.getByText('Nothing was removed')).toBeVisible();

  await visit(desk, '/activity?kind=city');
  const changes = desk.getByRole('main').getByRole('article');
  // One change brought both back; it is among those of cities.
  await expect(changes.first()).toContainText('Restored');
  const all = await changes.count();
  await desk.getByRole('combobox', { name: 'From where' }).selectOption('sync');
  await expect(desk.getByText('No change matches')).toBeVisible();
  await expect(desk).toHaveURL(/source=sync/);
  await expectAccessible(desk, 'changes, none matching');
  await desk.reload();
  await expect(desk.getByText('No change matches')).toBeVisible();
  await desk.getByRole('button', { name: 'Clear all' }).click();
  await expect(changes.first()).toBeVisible();
  await desk.getByLabel('Until').fill('2001-01-01');
  await expect(desk.getByText('No change matches')).toBeVisible();
  await visit(desk, '/activity?record=da-nang');
  await expect(changes).toHaveCount(all);
});
