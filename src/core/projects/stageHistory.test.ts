import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectStages } from '../kinds/choices.ts';
import { isConsistent, runsBackwards, stageEntries, withStageHistory } from './stageHistory.ts';

const moment = { today: '2026-11-26', now: Date.parse('2026-11-26T03:00:00Z') };
const at = '2026-11-26T03:00:00.000Z';

describe('a change of stage', () => {
  it('is written down with the day, also for a new project', () => {
    expect(withStageHistory({}, { stage: 'need' }, moment)).toEqual({
      stage: 'need',
      stageHistory: [{ stage: 'need', date: '2026-11-26', at }],
    });
  });

  it('keeps the author’s own step with its reason, and only makes it one of a kind', () => {
    const patch = {
      stage: 'study',
      stageHistory: [{ stage: 'study', date: '2026-10', reason: 'FY2026 adopted' }],
    };
    expect(withStageHistory({}, patch, moment).stageHistory).toEqual([
      { stage: 'study', date: '2026-10', reason: 'FY2026 adopted', at },
    ]);
  });

  it('adds a step where the author’s steps say another stage', () => {
    const written = withStageHistory(
      {},
      { stage: 'study', stageHistory: [{ stage: 'need', date: '2025' }] },
      moment,
    );
    expect(stageEntries(written.stageHistory).map(({ stage }) => stage)).toEqual(['need', 'study']);
  });

  it('there and back on one day is two steps, although they say the same', () => {
    const first = withStageHistory({}, { stage: 'need' }, moment);
    const second = withStageHistory(first, { stage: 'study' }, moment);
    const third = withStageHistory(second, { stage: 'need' }, moment);
    const steps = stageEntries(third.stageHistory);
    expect(steps.map(({ stage }) => stage)).toEqual(['need', 'study', 'need']);
    expect(new Set(steps.map((step) => step.at)).size).toBe(3);
  });

  it('to nothing known is a step too', () => {
    const before = withStageHistory({}, { stage: 'need' }, moment);
    const after = withStageHistory(before, { stage: null }, moment);
    expect(stageEntries(after.stageHistory).at(-1)).toEqual({
      date: '2026-11-26',
      at: '2026-11-26T03:00:00.001Z',
    });
  });

  it('leaves alone what does not touch the stage, or says it again', () => {
    const before = withStageHistory({}, { stage: 'need' }, moment);
    expect(withStageHistory(before, { title: { en: 'x' } }, moment)).toEqual({ title: { en: 'x' } });
    expect(withStageHistory(before, { stage: 'need' }, moment).stageHistory).toEqual(before.stageHistory);
  });

  it('follows steps that are edited on their own', () => {
    const before = withStageHistory({}, { stage: 'need' }, moment);
    const steps = [...stageEntries(before.stageHistory), { stage: 'matched', date: '2026-12-01' }];
    expect(withStageHistory(before, { stageHistory: steps }, moment).stage).toBe('matched');
  });

  it('comes after a step from a device whose clock is ahead', () => {
    const before = {
      stage: 'need',
      stageHistory: [{ stage: 'need', date: '2026-11-26', at: '2031-01-01T00:00:00.000Z' }],
    };
    const after = withStageHistory(before, { stage: 'study' }, moment);
    expect(stageEntries(after.stageHistory).at(-1)?.stage).toBe('study');
  });
});

const stage = fc.option(fc.constantFrom(...projectStages), { nil: null });
const date = fc.constantFrom('2024', '2025-06', '2026-11-26', '2026-11-27', undefined);
const entry = fc.record(
  {
    stage: fc.constantFrom(...projectStages),
    date: date.filter((value) => value !== undefined),
    reason: fc.string(),
    at: fc.oneof(fc.string(), fc.constantFrom('2020-01-01T00:00:00.000Z', '2030-05-05T00:00:00.000Z', at)),
  },
  { requiredKeys: [] },
);
const patch = fc.record(
  { stage, stageHistory: fc.oneof(fc.constant(null), fc.array(entry, { maxLength: 4 })) },
  { requiredKeys: [] },
);

it('whatever is written in whatever order, the last step says the stage, and no change of stage goes unsaid', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(patch, fc.nat(5_000))), (writes) => {
      let project: Readonly<Record<string, unknown>> = {};
      let now = moment.now;
      for (const [values, pause] of writes) {
        now += pause - 2_000;
        const before = project;
        project = { ...before, ...withStageHistory(before, values, { today: moment.today, now }) };
        expect(isConsistent(project.stage, project.stageHistory)).toBe(true);
        if ((project.stage ?? null) !== (before.stage ?? null)) {
          const known = new Set(stageEntries(before.stageHistory).map((step) => JSON.stringify(step)));
          const isSaid =
            stageEntries(project.stageHistory).some((step) => !known.has(JSON.stringify(step))) ||
            stageEntries(before.stageHistory).length > stageEntries(project.stageHistory).length;
          expect(isSaid).toBe(true);
        }
      }
    }),
  );
});

describe('dates that run backwards', () => {
  const history = [
    { stage: 'need', date: '2025-04' },
    { stage: 'study', date: '2026-02-10' },
  ];
  it.each([
    ['a day before the latest step', '2026-02-09', '2026-02-10'],
    ['the same day', '2026-02-10', undefined],
    ['a month that the latest day lies in', '2026-02', undefined],
    ['the month before', '2026-01', '2026-02-10'],
    ['the same year', '2026', undefined],
    ['no date at all', undefined, undefined],
    ['what is no date', 'soon', undefined],
  ])('%s', (_case, wanted, latest) => {
    expect(runsBackwards(history, wanted)).toBe(latest);
  });

  it('is nothing to warn of where no step is dated', () => {
    expect(runsBackwards([{ stage: 'need' }], '1999')).toBeUndefined();
    expect(runsBackwards('nonsense', '1999')).toBeUndefined();
  });
});
