import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectOverlayAccessible, test, visit } from './app.ts';

const main = (desk: Page) => desk.getByRole('main');

test('terms are edited knowing what moves, and a word that was not understood becomes a synonym', async ({
  desk,
}) => {
  await test.step('the effect of an edit stands in the form before it is saved', async () => {
    await visit(desk, '/record/tech.bus-location/edit');
    const effect = main(desk).getByRole('region', { name: 'Effect on matches' });
    await expect(effect).toContainText('Nothing has been changed yet');
    const synonyms = main(desk).getByLabel('Synonyms (Vietnamese)', { exact: true });
    await synonyms.fill('bus');
    await synonyms.press('Enter');
    await expect(effect.getByRole('status')).toContainText(/rankings? change|No ranking changes/);
    await main(desk).getByRole('button', { name: 'Remove “Mobility systems”' }).click();
    await expect(effect.getByRole('row').nth(1)).toBeVisible();
    await expect(effect.locator('[data-stale]')).toHaveCount(0);
    await expectAccessible(desk, 'the form of a term');
  });

  await test.step('a word of a text is made a synonym, and the text is read anew', async () => {
    await visit(desk, '/matching');
    const question = main(desk).getByRole('textbox', { name: 'What are you looking for?' });
    await question.fill('Phnom Penh wants a gizmotron for its smart parking');
    await question.press('Control+Enter');
    await main(desk).getByRole('button', { name: 'Add “gizmotron” as a synonym' }).click();
    const form = main(desk).getByRole('form', { name: 'Add as a synonym' });
    const picker = form.getByLabel('Synonym of');
    await picker.fill('bus location');
    await desk
      .getByRole('option', { name: /Bus location/ })
      .first()
      .click();
    await expect(form.getByRole('region', { name: 'Effect on matches' }).getByRole('status')).toContainText(
      /rankings? change|No ranking changes/,
    );
    await expectAccessible(desk, 'adding a synonym');
    await form.getByRole('button', { name: 'Add the synonym' }).click();
    const read = desk.getByRole('region', { name: 'What was understood' });
    await expect(read.locator('mark', { hasText: 'gizmotron' })).toBeVisible();
    await desk.getByRole('button', { name: 'Undo' }).click();
    await expect(read.locator('mark', { hasText: 'gizmotron' })).toHaveCount(0);
  });
});

test('a member of a team is swapped knowing what it costs, and the team joins a project', async ({
  app,
  desk,
}) => {
  await visit(desk, '/matching/team?needs=need.pp-transit,need.bsb-river');
  const team = desk.getByRole('region', { name: 'Team 1' });
  await team
    .getByRole('button', { name: /^Swap “/ })
    .first()
    .click();
  const others = team.getByRole('region', { name: /^Who could take the place of/ });
  await expect(others.getByText(/team value/).first()).toBeVisible();
  await expectAccessible(desk, 'replacements');
  await others
    .getByRole('button', { name: /^Take “/ })
    .first()
    .click();
  await expect(team.getByText(/against the proposal/)).toBeVisible();
  await team.getByRole('button', { name: 'Back to the proposal' }).click();
  await expect(team.getByText(/against the proposal/)).toHaveCount(0);

  await team.getByRole('button', { name: 'Make this team a project' }).click();
  const form = desk.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Title' }).fill('Transit and river');
  await form.getByLabel('First follow-up on').fill('2027-02-01');
  await form.getByRole('combobox', { name: 'Who is responsible' }).click();
  await desk.getByRole('option').first().click();
  await expectOverlayAccessible(desk, 'taking a team up');
  await form.getByRole('button', { name: 'Record the project' }).click();
  await expect(team.getByRole('link', { name: 'Open the project' })).toBeVisible();
  const followUps = JSON.parse(
    await app.command('list', 'followUp', '--where', 'due=2027-02-01', '--json'),
  ) as {
    items: { responsible?: string }[];
  };
  expect(followUps.items.map(({ responsible }) => typeof responsible)).toEqual(['string']);
});
