import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, visit } from './app.ts';

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
