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
  // All that match but one, and all again.
  await grid.getByRole('checkbox', { name: /Hanoi/ }).uncheck();
  await expect(bar).toContainText('2 selected');
  await grid.getByRole('checkbox', { name: 'Select all that match' }).check();
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

  // What was taken away from it stays away when the page is loaded again.
  await desk.getByRole('button', { name: 'Clear all' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).not.toContainText(/\b3\b/);
  await desk.reload();
  await expect(views.getByRole('button', { name: 'For members' })).toHaveAttribute('aria-current', 'true');
  await expect(desk.getByRole('heading', { level: 1 })).not.toContainText(/\b3\b/);
  await views.getByRole('button', { name: 'Rename or share' }).click();
  await desk.getByRole('textbox', { name: 'Name of the view' }).fill('For the members');
  await desk.keyboard.press('Enter');
  await expect(views.getByRole('button', { name: 'For the members' })).toBeVisible();
});

test('a long list is walked by keyboard to its end, under headings that fold, with columns in the order that a reader gives them', async ({
  desk,
}) => {
  await visit(desk, '/list/organisation');
  const grid = desk.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', /^\d{3}$/);
  const count = Number(await grid.getAttribute('aria-rowcount'));
  await grid.getByRole('row').nth(1).focus();
  await desk.keyboard.press('End');
  const last = grid.locator(`[aria-rowindex="${count}"]`);
  await expect(last).toBeFocused();
  // The last page came while the row waited for it, and the row kept the focus.
  await expect(last.getByRole('link')).toBeVisible();
  await expect(last).toBeFocused();
  // Only what is near the window is drawn.
  expect(await grid.locator('[data-line]').count()).toBeLessThan(60);
  await desk.keyboard.press('Home');
  await expect(grid.locator('[aria-rowindex="2"]')).toBeFocused();

  await desk.getByRole('button', { name: 'Group: None' }).click();
  await desk.getByRole('menuitemradio', { name: 'Type', exact: true }).click();
  const tree = desk.getByRole('treegrid');
  const heading = tree.getByRole('row', { name: /^Company/ });
  await expect(heading).toHaveAttribute('aria-expanded', 'true');
  await heading.click();
  await expect(heading).toHaveAttribute('aria-expanded', 'false');
  expect(Number(await tree.getAttribute('aria-rowcount'))).toBeLessThan(count);
  await expectAccessible(desk, 'groups, one of them folded');

  await desk.getByRole('button', { name: 'Columns' }).click();
  await desk.getByRole('menuitemcheckbox', { name: 'Completeness' }).click();
  await desk.getByRole('menuitemcheckbox', { name: 'Profile review' }).click();
  await desk.keyboard.press('Escape');
  await expect(tree.getByRole('row', { name: /%.*Never reviewed/ }).first()).toBeVisible();
  await desk.getByRole('button', { name: 'Add filter' }).click();
  await desk.getByRole('menuitem', { name: 'Completeness' }).click();
  const bands = desk.getByRole('dialog').getByRole('checkbox');
  await expect(bands).toHaveCount(3);
  await bands.nth(1).check();
  await desk.keyboard.press('Escape');
  await expectAccessible(desk, 'a list with completeness and the age of profiles');
  await desk.getByRole('button', { name: 'Clear all' }).first().click();
  const columns = () => tree.getByRole('columnheader').allTextContents();
  const before = await columns();
  await desk.getByRole('button', { name: 'Columns' }).click();
  await desk.getByRole('menuitemcheckbox', { name: 'Home country' }).focus();
  await desk.keyboard.press('Alt+ArrowUp');
  await expect.poll(columns).not.toEqual(before);
  await desk.keyboard.press('Escape');
  await desk.reload();
  await expect.poll(columns).toEqual([before[0], before[1], before[3], before[2], ...before.slice(4)]);
});
