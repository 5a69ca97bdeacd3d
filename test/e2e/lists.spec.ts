import { expect, expectAccessible, test, visit } from './app.ts';

test('many records are changed at once, taken back at once; a list is narrowed by any field and kept as a view', async ({
  desk,
}) => {
  await visit(desk, '/list/city?country=VN');
  const grid = desk.getByRole('grid');
  await grid.getByRole('checkbox', { name: /Da Nang/ }).check();
  await grid.getByRole('checkbox', { name: /Hanoi/ }).check();
  const bar = desk.getByRole('region', { name: 'Selected records' });
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: /Select all 3/ }).click();
  await expect(bar).toContainText('3 selected');
  await expectAccessible(desk, 'a selection');
  await bar.getByRole('button', { name: 'Visibility' }).click();
  await desk.getByRole('menuitem', { name: 'JASCA members', exact: false }).click();
  await expect(desk.getByText('3 records changed')).toBeVisible();

  await visit(desk, '/list/city?visibility=member');
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('3');
  await desk.keyboard.press('Control+z');
  await expect(desk.getByText('No record matches')).toBeVisible();
  await desk.keyboard.press('Control+Shift+z');
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('3');

  const views = desk.getByRole('navigation', { name: 'Saved views' });
  await views.getByRole('button', { name: 'Save view' }).click();
  await desk.getByRole('textbox', { name: 'Name of the view' }).fill('For members');
  await desk.keyboard.press('Enter');
  await expect(views.getByRole('button', { name: 'For members' })).toHaveAttribute('aria-current', 'true');
  await expectAccessible(desk, 'a saved view');
  const view = new URLSearchParams(new URL(desk.url()).hash.split('?')[1]).get('saved');
  await views.getByRole('button', { name: 'All' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).not.toContainText(/\b3\b/);
  // The view's own address leads to the list as it was saved.
  await desk.evaluate((id) => {
    location.hash = `#/record/${id}`;
  }, view);
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('3');
});
