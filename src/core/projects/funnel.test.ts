import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectStages } from '../kinds/choices.ts';
import { cohortYear, funnelOf, median, staysOf } from './funnel.ts';

const today = '2026-11-26';
const project = (...steps: readonly (readonly [stage: string, date?: string])[]) => ({
  stage: steps.at(-1)?.[0],
  stageHistory: steps.map(([stage, date], index) => ({
    stage,
    ...(date === undefined ? {} : { date }),
    at: `2026-01-01T00:00:00.00${index}Z`,
  })),
});

describe('a funnel', () => {
  const bus = project(['need', '2025-01-01'], ['study', '2025-04-01'], ['supported', '2026-04-01']);
  const water = project(['need', '2025-01-01'], ['stopped', '2025-01-31']);
  const waste = project(['study', '2026-11-16']);

  it('counts who came how far; a later stage passes the earlier ones', () => {
    const { steps, stopped, projects } = funnelOf([bus, water, waste], today);
    expect(projects).toBe(3);
    expect(steps.map(({ stage, reached, now }) => [stage, reached, now])).toEqual([
      ['need', 3, 0],
      ['matched', 2, 0],
      ['study', 2, 1],
      ['follow-up', 1, 0],
      ['supported', 1, 1],
      ['implementation', 0, 0],
      ['roll-out', 0, 0],
    ]);
    expect(stopped).toEqual({ count: 1, after: { need: 1 } });
  });

  it('gives the share of those that reached the step before, and none where nobody did', () => {
    const { steps } = funnelOf([bus, water, waste], today);
    expect(steps.map(({ conversion }) => conversion)).toEqual([null, 2 / 3, 1, 0.5, 1, 0, null]);
  });

  it('tells ended stays from those that go on', () => {
    const { steps } = funnelOf([bus, water, waste], today);
    expect(steps[0]?.stayed).toEqual({ median: 60, count: 2 });
    expect(steps[2]?.stayed).toEqual({ median: 365, count: 1 });
    expect(steps[2]?.waiting).toEqual({ median: 10, count: 1 });
  });

  it('is empty, not wrong, without projects', () => {
    const { projects, steps } = funnelOf([], today);
    expect(projects).toBe(0);
    expect(steps.every((step) => step.reached === 0 && step.conversion === null)).toBe(true);
  });

  it('names projects without a stage as unknown', () => {
    expect(funnelOf([{}, { stage: 'nonsense', stageHistory: 'x' }], today).unknown).toBe(2);
  });
});

describe('days in a stage', () => {
  it('are not counted from a year alone, nor backwards', () => {
    expect(staysOf(project(['need', '2024'], ['study', '2025-04-01']), '2025-04-11')).toEqual([
      { stage: 'study', days: 10, ended: false },
    ]);
    expect(staysOf(project(['need', '2025-06-01'], ['study', '2025-05-01']), '2025-05-02')).toEqual([
      { stage: 'study', days: 1, ended: false },
    ]);
  });

  it('count a month from its first day', () => {
    expect(staysOf(project(['need', '2025-01'], ['study', '2025-02']), '2025-02-01')[0]?.days).toBe(31);
  });
});

it.each([
  [[], null],
  [[3], 3],
  [[9, 1], 5],
  [[7, 1, 3], 3],
])('the median of %j is %j', (values, expected) => {
  expect(median(values)).toBe(expected);
});

it('a project belongs to the fiscal year of its first dated step', () => {
  expect(cohortYear(project(['need', '2026-03-31'], ['study', '2026-04-01']))).toBe(2025);
  expect(cohortYear(project(['need'], ['study', '2026-04']))).toBe(2026);
  expect(cohortYear(project(['need']))).toBeUndefined();
});

it('no step has more projects than the one before, and every project is somewhere', () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom(...projectStages), fc.constantFrom('2024', '2025-05', '2026-01-01', undefined)),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 12 }), (histories) => {
      const funnel = funnelOf(
        histories.map((history) => project(...history)),
        today,
      );
      const reached = funnel.steps.map((step) => step.reached);
      expect(reached).toEqual([...reached].sort((a, b) => b - a));
      const somewhere = funnel.steps.reduce((sum, { now }) => sum + now, 0);
      expect(somewhere + funnel.stopped.count + funnel.unknown).toBe(histories.length);
      for (const { conversion } of funnel.steps)
        if (conversion !== null) expect(conversion).toBeGreaterThanOrEqual(0);
    }),
  );
});
