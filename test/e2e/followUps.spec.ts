import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test, visit } from './app.ts';

const day = (from: number) => {
  const date = new Date(Date.now() + from * 86_400_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};

async function addFollowUp(app: App, title: string, values: object) {
  await app.command(
    'add',
    'followUp',
    JSON.stringify({ title: { en: title }, status: 'planned', ...values }),
  );
}

const row = (desk: Page, title: string) =>
  desk.getByRole('listitem').filter({ has: desk.getByRole('link', { name: title, exact: true }) });

test('what is late leads; it is done with its outcome and a next step, put off, planned on, and taken back', async ({
  desk,
  app,
}) => {
  await addFollowUp(app, 'Call the city', { due: day(-3), city: 'jakarta' });
  await addFollowUp(app, 'Send the report', { due: day(60), city: 'hanoi', study: 'sj2021-jakarta-ocg' });
  await visit(desk, '/list/followUp');
  await expect(desk.getByRole('region', { name: 'Overdue' })).toContainText('3 days late');
  await expect(desk.getByRole('region', { name: 'Later' })).toContainText('Send the report');
  await expectAccessible(desk, 'work list');

  const late = row(desk, 'Call the city');
  await late.getByRole('button', { name: 'Mark as done' }).click();
  await desk.getByLabel('Outcome').fill('They agreed to a visit.');
  await desk.getByLabel('Next follow-up (optional)').fill('Plan the visit');
  await desk.getByLabel('Next due date').fill(day(70));
  await expectAccessible(desk, 'a follow-up being done');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('region', { name: 'Overdue' })).toHaveCount(0);
  await expect(row(desk, 'Plan the visit')).toContainText('Jakarta');

  await row(desk, 'Send the report').getByRole('button', { name: 'Postpone' }).click();
  await expect(desk.getByRole('button', { name: /^In a week/ })).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(/^Postponed to/)).toBeVisible();

  await row(desk, 'Send the report').getByRole('button', { name: 'Next action' }).click();
  await desk.getByRole('textbox', { name: 'Next action' }).fill('Ask for comments');
  await desk.getByLabel('Waiting for an answer').check();
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByRole('form', { name: 'Next action' })).toHaveCount(0);
  await expect(row(desk, 'Send the report')).toContainText('Ask for comments');
  await desk.keyboard.press('Control+z');
  await expect(row(desk, 'Send the report')).not.toContainText('Ask for comments');

  await desk
    .getByRole('main')
    .locator('label')
    .filter({ hasText: /^City$/ })
    .click();
  await expect(desk.getByRole('region', { name: 'Hanoi' })).toContainText('Send the report');
  await desk.getByRole('button', { name: /^Show closed/ }).click();
  await expect(row(desk, 'Call the city')).toContainText('They agreed to a visit.');
});

test('the same follow-ups stand in a month, in a fiscal year, and among what needs attention at home', async ({
  desk,
  app,
}) => {
  await addFollowUp(app, 'Due today', { due: day(0), city: 'jakarta' });
  await addFollowUp(app, 'Due this month', { due: day(0).slice(0, 7) });
  await visit(desk, '/list/followUp?view=calendar');
  await expect(desk.locator('td:has([aria-current="date"])')).toContainText('Due today');
  await expect(desk.getByRole('link', { name: 'Due this month' })).toBeVisible();
  // Its month is not over.
  await expect(desk.locator('[data-late]')).toHaveCount(0);
  await expectAccessible(desk, 'calendar');
  await desk.getByRole('button', { name: 'Next month' }).click();
  await expect(desk.getByRole('link', { name: 'Due this month' })).toHaveCount(0);

  await visit(desk, '/list/followUp?view=timeline');
  await expect(desk.getByRole('rowheader', { name: 'Due today' })).toBeVisible();
  await expectAccessible(desk, 'fiscal year of follow-ups');

  await visit(desk, '/');
  const card = desk.getByRole('region', { name: 'Needs attention' });
  await expect(card.getByText('Due today').first()).toBeVisible();
  await card.getByRole('link', { name: /Open the work list/ }).click();
  await expect(desk.getByRole('region', { name: 'Due today' })).toContainText('Due today');
});
