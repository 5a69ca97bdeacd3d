import { expect, expectAccessible, test, visit } from './app.ts';

test('a memorandum is renewed, a project checked, a value measured, a profile reviewed', async ({
  app,
  desk,
}) => {
  const add = async (kind: string, values: object) =>
    JSON.parse(await app.command('add', kind, JSON.stringify(values), '--json')).id as string;
  const mou = await add('mou', {
    title: 'Water memorandum',
    date: '2015-04-01',
    validUntil: '2020-03-31',
    parties: [{ name: 'Nippon Koei', orgId: 'org.nippon-koei', role: 'lead' }],
  });
  const project = await add('project', {
    title: 'Flood warning for Jakarta',
    stage: 'study',
    cities: ['jakarta'],
    sectors: ['sec.disaster'],
    organisations: [{ organisation: 'org.nippon-koei', role: 'lead' }],
  });
  const measure = await add('measure', {
    indicator: 'Lead time',
    project,
    unit: 'h',
    baseline: 2,
    target: 12,
  });

  await test.step('what wants a person is marked where it is listed on the page of another record', async () => {
    await add('followUp', { title: 'Ask about the gauges', due: '2020-04-01', city: 'jakarta' });
    await visit(desk, '/record/org.nippon-koei?tab=relations');
    const lineOf = (name: string) =>
      desk.getByRole('listitem').filter({ has: desk.getByRole('link', { name, exact: true }) });
    await expect(lineOf('Water memorandum').getByRole('note').filter({ hasText: 'Expired' })).toBeVisible();
    await expectAccessible(desk, 'relations with marks');
    await visit(desk, '/record/jakarta?tab=relations');
    const overdue = lineOf('Ask about the gauges').getByRole('note').filter({ hasText: 'Overdue' });
    await overdue.focus();
    await expect(desk.getByRole('tooltip', { name: 'Was due by 1 Apr 2020 and is not done.' })).toBeVisible();
  });

  await test.step('the expired one says so, and its renewal begins with its parties', async () => {
    await visit(desk, `/record/${mou}`);
    await expect(desk.getByText('Expired', { exact: true }).first()).toBeVisible();
    await expectAccessible(desk, 'an expired MoU');
    await desk.getByRole('link', { name: 'Add its renewal' }).click();
    await expect(desk.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('Nippon Koei');
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByText('Not yet begun').or(desk.getByText('Term not known')).first()).toBeVisible();
    await expect(desk.getByRole('link', { name: 'Water memorandum' }).first()).toBeVisible();
  });

  await test.step('the project meets some conditions of a programme and is asked about others', async () => {
    await visit(desk, `/record/${project}`);
    const panel = desk.getByRole('region', { name: 'Check against programmes' });
    await panel.getByRole('combobox', { name: 'Programme to check' }).click();
    await desk.getByRole('option', { name: /Smart JAMP/ }).click();
    await expect(panel.getByText('ASCN参加都市（ASEAN各国）の課題が対象')).toBeVisible();
    await expect(panel.getByText('Where the programme works: Jakarta')).toBeVisible();
    await expect(panel.getByText('Does the project meet this condition?').first()).toBeVisible();
    await expect(
      desk.getByRole('link', { name: 'Who gives the warning, and whom does it reach?' }),
    ).toBeVisible();
    await expectAccessible(desk, 'a project');
    const check = JSON.parse(await app.command('check-programme', project, 'smart-jamp', '--json'));
    expect(check).toMatchObject({ verdict: 'open', fails: 0 });
    const shown = JSON.parse(await app.command('show', 'project', project, '--json'));
    expect(shown.missing).toContainEqual({ id: 'programme', type: 'field', field: 'programme' });
  });

  await test.step('a value is entered where the chart is, and one of a colleague stays', async () => {
    await visit(desk, `/record/${measure}`);
    const entry = desk.getByRole('form', { name: 'Add a value of “Lead time”' });
    await entry.getByLabel('Measured on').fill('2026-05');
    await entry.getByLabel('Measured', { exact: true }).fill('7');
    await app.command('set', 'measure', measure, JSON.stringify({ values: [{ date: '2025', value: 4 }] }));
    await entry.getByRole('button', { name: 'Add value' }).click();
    await expect(desk.getByText('Latest: 7 h', { exact: false })).toBeVisible();
    await expect(desk.getByRole('row', { name: /2025.*4 h/ })).toBeVisible();
    await expect(desk.getByText('50%')).toBeVisible();
    await expect(desk.locator('.recharts-line-curve')).toHaveCount(1);
    await expectAccessible(desk, 'a measure');
  });

  await test.step('a profile is reviewed today', async () => {
    await visit(desk, '/record/org.nippon-koei');
    await expect(desk.getByText('Never reviewed')).toBeVisible();
    await expect(
      desk.getByRole('region', { name: 'Worked in' }).getByRole('link', { name: 'Jakarta', exact: true }),
    ).toBeVisible();
    await desk.getByRole('button', { name: 'Reviewed today' }).click();
    await expect(desk.getByText('Reviewed', { exact: true })).toBeVisible();
    await expectAccessible(desk, 'an organisation');
  });

  await test.step('an event leads to a follow-up', async () => {
    await visit(desk, '/record/hlm1-2019');
    await expectAccessible(desk, 'an event');
    await desk.getByRole('link', { name: 'Start a follow-up' }).click();
    await expect(desk).toHaveURL(/event=hlm1-2019/);
  });

  await test.step('organisations by cities', async () => {
    await visit(desk, '/relations?country=ID');
    await expect(desk.getByRole('columnheader', { name: 'Jakarta' })).toBeVisible();
    await expectAccessible(desk, 'relations');
  });
});
