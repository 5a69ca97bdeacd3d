import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectStages } from '#core/kinds/choices.ts';
import { kindField } from '#core/ledger/operation.ts';
import { compareCards } from '#core/projects/boardOrder.ts';
import { isConsistent, stageEntries } from '#core/projects/stageHistory.ts';
import { exportFunnel } from '#host/pipeline/exportFunnel.ts';
import { moveProject } from '#host/pipeline/moveProject.ts';
import { readAfterlife } from '#host/pipeline/readAfterlife.ts';
import { readFunnel } from '#host/pipeline/readFunnel.ts';
import { readBoard, readCalendar, readTimeline, readWork } from '#host/pipeline/readViews.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const today = '2026-11-26';
const person = (services: HostServices) => ({ actor: services.actor, language: 'en' });
const project = (services: HostServices, values: Record<string, unknown>) =>
  services.writer.create('project', { title: 'Buses', ...values }, person(services)).id;
const read = (services: HostServices, id: string) => services.reader.get(id, 'private').record;
const move = (services: HostServices, id: string, to: Record<string, unknown>) =>
  moveProject(services, { id, stage: 'study', date: today, reason: '', language: 'en', ...to } as never);
const stagesOf = (services: HostServices, id: string) =>
  stageEntries(read(services, id).stageHistory).map(({ stage }) => stage);

describe('moving a project', () => {
  it('keeps stage, day, reason and place in one change, which undo takes back whole', async () => {
    const services = await temporaryRegistry();
    const id = project(services, { stage: 'need' });
    const before = read(services, id);
    const { changeId } = move(services, id, { date: '2026-10-01', reason: ' Adopted ', place: {} });
    const after = read(services, id);
    expect(after.stage).toBe('study');
    expect(stageEntries(after.stageHistory).at(-1)).toMatchObject({
      stage: 'study',
      date: '2026-10-01',
      reason: 'Adopted',
    });
    expect(after.boardOrder).toEqual(expect.any(String));
    services.writer.undo(changeId ?? '', person(services));
    const { updatedAt: _then, ...undone } = read(services, id);
    const { updatedAt: _before, ...wanted } = before;
    expect(undone).toEqual(wanted);
  });

  it('in its column writes no step', async () => {
    const services = await temporaryRegistry();
    const [a, b, c] = [1, 2, 3].map(() => project(services, { stage: 'study' }));
    move(services, c as string, { place: { above: a, below: b } });
    const column = [a, b, c].map((id) => read(services, id as string)).sort(compareCards);
    expect(column.map(({ id }) => id)).toEqual([a, c, b]);
    expect(stagesOf(services, c as string)).toEqual(['study']);
    expect(read(services, a as string).boardOrder).toBeUndefined();
  });

  it('warns of a date before an earlier step’s, and writes it all the same', async () => {
    const services = await temporaryRegistry();
    const id = project(services, { stage: 'need', stageHistory: [{ stage: 'need', date: '2026-05-01' }] });
    const { warnings } = move(services, id, { date: '2026-04-30' });
    expect(warnings).toEqual([
      { reason: 'stageDateBackwards', path: 'stageHistory', value: '2026-04-30', latest: '2026-05-01' },
    ]);
    expect(stagesOf(services, id)).toEqual(['need', 'study']);
    expect(move(services, id, { stage: 'supported', date: '2026-05' }).warnings).toBeUndefined();
  });

  it('refuses what is no project', async () => {
    const services = await temporaryRegistry();
    for (const id of ['jakarta', 'nothing']) {
      expect(() => move(services, id, {})).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    }
  });
});

it('a direct edit, a settled conflict and an undo of a reworded step all leave the last step saying the stage', async () => {
  const services = await temporaryRegistry();
  const id = project(services, { stage: 'need' });
  const { changeId } = services.writer.patch(id, { stage: 'study' }, person(services));
  const reworded = stageEntries(read(services, id).stageHistory).map((step) =>
    step.stage === 'study' ? { ...step, reason: 'FY2026' } : step,
  );
  services.writer.patch(id, { stageHistory: reworded }, person(services));
  services.writer.undo(changeId ?? '', person(services));
  expect(read(services, id).stage).toBe('need');
  expect(stagesOf(services, id)).toEqual(['need', 'study', 'need']);

  // Another device, which had not seen any of it, says something else.
  services.store.append({ origin: 'sync', actor: services.actor }, [
    { recordId: id, field: 'stage', action: 'set', value: 'matched', previous: [] },
  ]);
  const rival = services.store.ledger.fieldHeads(id, 'stage').find(({ value }) => value === 'need');
  services.writer.settle(id, 'stage', rival?.id ?? '', person(services));
  const settled = read(services, id);
  expect(settled.stage).toBe('need');
  expect(isConsistent(settled.stage, settled.stageHistory)).toBe(true);
});

it('whatever is set, reworded and undone in whatever order, the steps stay consistent with the stage', async () => {
  const services = await temporaryRegistry();
  const action = fc.oneof(
    fc.record({ set: fc.option(fc.constantFrom(...projectStages), { nil: null }) }),
    fc.record({ reword: fc.nat(5) }),
    fc.record({ drop: fc.nat(5) }),
    fc.record({ undo: fc.nat(20) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 10 }), (actions) => {
      const id = project(services, { stage: 'need' });
      const changes: string[] = [];
      const write = (values: Record<string, unknown>) => {
        const { changeId } = services.writer.patch(id, values, person(services));
        if (changeId) changes.push(changeId);
      };
      for (const one of actions) {
        const steps = stageEntries(read(services, id).stageHistory);
        if ('set' in one) write({ stage: one.set });
        else if ('reword' in one)
          write({
            stageHistory: steps.map((step, at) => (at === one.reword ? { ...step, reason: 'x' } : step)),
          });
        else if ('drop' in one) write({ stageHistory: steps.filter((_step, at) => at !== one.drop) });
        else {
          const changeId = changes[one.undo % Math.max(1, changes.length)];
          try {
            if (changeId) changes.push(services.writer.undo(changeId, person(services)).changeId);
          } catch (cause) {
            expect(cause).toMatchObject({ code: 'NOTHING_TO_UNDO' });
          }
        }
        const { stage, stageHistory } = read(services, id);
        expect(isConsistent(stage, stageHistory)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

describe('the funnel', () => {
  const funnel = (
    services: HostServices,
    by: 'fiscalYear' | 'country' | 'sector' | 'programme',
    audience = 'private',
  ) => readFunnel(services.reader, { by, where: [], today, audience: audience as 'private' });

  async function withProjects() {
    const services = await temporaryRegistry();
    project(services, {
      stage: 'study',
      stageHistory: [{ stage: 'study', date: '2025-05-01' }],
      cities: ['jakarta', 'da-nang', 'hanoi'],
      programme: 'smart-jamp',
      sectors: ['sec.urban-planning'],
    });
    project(services, { stage: 'need', visibility: 'private', cities: ['jakarta'] });
    return services;
  }

  it('is grouped by year, country, sector and programme; what is not recorded comes last', async () => {
    const services = await withProjects();
    const values = (by: Parameters<typeof funnel>[1]) =>
      funnel(services, by).groups.map(({ value }) => value);
    expect(values('fiscalYear')).toEqual([2026, 2025]);
    expect(values('country').toSorted()).toEqual(['ID', 'VN']);
    expect(values('sector')).toEqual(['sec.urban-planning', null]);
    expect(values('programme')).toEqual(['smart-jamp', null]);
    expect(funnel(services, 'country').groups.find(({ value }) => value === 'VN')?.label?.kind).toBe(
      'country',
    );
  });

  it('counts only what its audience may see', async () => {
    const services = await withProjects();
    expect(funnel(services, 'country').total.projects).toBe(2);
    expect(funnel(services, 'country', 'government').total.projects).toBe(1);
    expect(funnel(services, 'country', 'public').total.projects).toBe(0);
  });

  it('is written as a table that a spreadsheet opens, in both languages', async () => {
    const services = await withProjects();
    const request = {
      by: 'country' as const,
      where: [],
      today,
      audience: 'private' as const,
      language: 'en',
    };
    const { bytes, fileName } = await exportFunnel(services, { ...request, format: 'csv' });
    const lines = Buffer.from(bytes).toString('utf8').split('\r\n');
    expect(fileName).toBe('funnel-country.csv');
    expect(lines).toHaveLength(1 + 7 * 3 + 1);
    expect(lines.some((line) => line.startsWith('Indonesia,Need,2,1,'))).toBe(true);
    const workbook = await exportFunnel(services, { ...request, language: 'ja', format: 'xlsx' });
    expect(Buffer.from(workbook.bytes).subarray(0, 2).toString()).toBe('PK');
    expect(lines.join('')).not.toMatch(/funnel\./);
  });
});

describe('what became of studies', () => {
  it('says honestly that nothing is recorded of the bundled ones', async () => {
    const services = await temporaryRegistry();
    const { studies } = readAfterlife(services.reader, { where: [], today, audience: 'private' });
    expect(studies.length).toBeGreaterThan(50);
    expect(new Set(studies.map(({ line }) => line.state))).toEqual(new Set(['running', 'none']));
  });

  it('follows follow-ups of the study and of the projects that came from it', async () => {
    const services = await temporaryRegistry();
    const study = 'sj2021-jakarta-ocg';
    const id = project(services, { stage: 'supported', studies: [study], visibility: 'public' });
    services.writer.create(
      'followUp',
      { title: 'Talk', project: id, date: '2024-05-01', status: 'done' },
      person(services),
    );
    const one = (audience: 'private' | 'public') =>
      readAfterlife(services.reader, { id: study, where: [], today, audience }).studies[0];
    expect(one('private')).toMatchObject({
      projects: [id],
      cities: ['jakarta'],
      line: { state: 'project' },
    });
    expect(one('private')?.line.steps.map(({ type }) => type)).toEqual(['followUp', 'stage']);
    // A follow-up is the government's own.
    expect(one('public')?.followUps).toEqual([]);
    expect(one('public')?.line.steps.map(({ type }) => type)).toEqual(['stage']);
  });

  it('does not know a study that its audience may not see', async () => {
    const services = await temporaryRegistry();
    services.writer.patch('sj2021-jakarta-ocg', { visibility: 'private' }, person(services));
    const ask = (id: string) => () =>
      readAfterlife(services.reader, { id, where: [], today, audience: 'public' });
    for (const id of ['sj2021-jakarta-ocg', 'jakarta', 'nothing'])
      expect(ask(id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});

describe('views of more records than are drawn', () => {
  it('lose none: what is not shown is counted, and asked for it comes', async () => {
    const services = await temporaryRegistry();
    const { reader, store, actor } = services;
    const views = { reader, statements: store.statements };
    const all = { where: [], audience: 'private' as const };
    const some = 2_100;
    const write = (kind: 'project' | 'followUp', values: (index: number) => object) =>
      store.append(
        { actor, origin: 'hand' },
        Array.from({ length: some }, (_none, index) => {
          const recordId = `${kind}-${String(index).padStart(4, '0')}`;
          const fields = { [kindField]: kind, 'title/en': recordId, ...values(index) };
          return Object.entries(fields).map(([field, value]) => ({
            recordId,
            field,
            action: field === 'stageHistory' ? ('add' as const) : ('set' as const),
            previous: [],
            value,
          }));
        }).flat(),
      );
    write('project', (index) => ({
      stage: index < 2_050 ? 'study' : 'need',
      boardOrder: `a0${String(some - index).padStart(4, '0')}V`,
      stageHistory: { stage: 'study', date: index % 2 ? '2025-05' : '2026-05' },
    }));
    write('followUp', (index) => ({ status: 'planned', due: index < 2_099 ? '2026-12-24' : '2026-11-01' }));

    const board = readBoard(views, { ...all, perColumn: 50, more: { study: 2_050 } });
    const study = board.columns.find(({ stage }) => stage === 'study');
    expect(study?.total).toBe(2_050);
    expect(new Set(study?.items.map(({ id }) => id)).size).toBe(2_050);
    expect(study?.items[0]?.id).toBe('project-2049');
    expect(board.columns.find(({ stage }) => stage === 'need')).toMatchObject({ total: 50 });
    expect(readBoard(views, { ...all, perColumn: 50, more: {} }).columns[2]?.items).toHaveLength(50);

    const days = { first: '2026-11-30', last: '2027-01-03', month: '2026-12', perPlace: 8 };
    const calendar = readCalendar(views, { ...all, ...days, whole: [] });
    expect(calendar.places).toMatchObject([{ place: '2026-12-24', total: 2_099 }]);
    expect(calendar.places[0]?.items).toHaveLength(8);
    const whole = readCalendar(views, { ...all, ...days, whole: ['2026-12-24'] });
    expect(whole.places[0]?.items).toHaveLength(2_099);

    const year = { ...all, today, limit: 200 };
    const projects = readTimeline(views, { ...year, kind: 'project', year: 2025 });
    expect([projects.total, projects.items.length]).toEqual([1_050, 200]);
    expect(readTimeline(views, { ...year, kind: 'project', year: 2026 }).total).toBe(2_100);
    expect(readTimeline(views, { ...year, kind: 'project', year: 2024 }).total).toBe(0);
    const due = readTimeline(views, { ...year, kind: 'followUp', year: 2026 });
    expect([due.total, due.items[0]?.id]).toEqual([2_100, 'followUp-2099']);

    const work = readWork(views, { ...all, by: 'due', today, limit: 200, closed: 0 });
    expect(work.counts).toMatchObject({ overdue: 1, later: 2_099 });
    expect(work.groups.map(({ value, total, items }) => [value, total, items.length])).toEqual([
      ['overdue', 1, 1],
      ['later', 2_099, 199],
    ]);
    expect(
      readWork(views, { ...all, audience: 'public', by: 'city', today, limit: 200, closed: 0 }).open,
    ).toBe(0);
  });
});
