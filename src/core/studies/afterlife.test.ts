import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterlifeOf } from './afterlife.ts';

const today = '2026-11-26';
const study = { fiscalYear: 2021, status: 'completed' };

describe('what became of a study', () => {
  it('is nothing that is recorded, since the end of its fiscal year when no date is known', () => {
    const line = afterlifeOf(study, [], [], today);
    expect(line).toMatchObject({
      state: 'none',
      start: '2021-04-01',
      end: '2022-03-31',
      endAssumed: true,
      silentSince: '2022-03-31',
      silentDays: 1_701,
      gaps: [{ from: '2022-03-31', to: today, days: 1_701, open: true }],
    });
  });

  it('is silence from the last step that was taken; what is planned does not break it', () => {
    const line = afterlifeOf(
      { ...study, period: { start: '2021-08-05', end: '2022-03' } },
      [
        { id: 'f1', date: '2022-06-01', status: 'done' },
        { id: 'f2', due: '2026-12-15', status: 'planned' },
        { id: 'f3', date: '2023-01-01', status: 'dropped' },
      ],
      [],
      today,
    );
    expect(line).toMatchObject({ state: 'followUp', endAssumed: false, silentSince: '2022-06-01' });
    expect(line.steps.map(({ id, planned }) => [id, planned])).toEqual([
      ['f1', false],
      ['f2', true],
    ]);
    expect(line.gaps).toHaveLength(1);
  });

  it('shows the gap between two steps as well as the one that goes on', () => {
    const project = {
      id: 'p',
      stage: 'roll-out',
      stageHistory: [
        { stage: 'supported', date: '2023-06-01' },
        { stage: 'roll-out', date: '2026-05-01' },
      ],
    };
    const line = afterlifeOf(study, [], [project], today);
    expect(line.state).toBe('roll-out');
    expect(line.gaps.map(({ from, to, open }) => [from, to, open])).toEqual([
      ['2022-03-31', '2023-06-01', false],
      ['2023-06-01', '2026-05-01', false],
    ]);
  });

  it.each(['ongoing', 'adopted'])('is open while the study is %s', (status) => {
    const line = afterlifeOf({ fiscalYear: 2024, status }, [], [], today);
    expect(line.state).toBe('running');
    expect(line.silentSince).toBeUndefined();
    expect(line.gaps).toEqual([]);
  });

  it('does not begin before the study is over', () => {
    expect(afterlifeOf({ fiscalYear: 2026, status: 'completed' }, [], [], today).state).toBe('running');
    expect(afterlifeOf(study, [{ id: 'f', date: '2021-05-01', status: 'done' }], [], today).silentSince).toBe(
      '2022-03-31',
    );
  });

  it('claims nothing where neither date nor fiscal year is known', () => {
    expect(afterlifeOf({}, [], [], today)).toEqual({
      state: 'running',
      endAssumed: true,
      steps: [],
      gaps: [],
    });
  });
});

it('gaps lie one after the other between the end of the study and today, and are longer than a year', () => {
  const date = fc.constantFrom('2021', '2022-05', '2023-01-01', '2024-06-30', '2027-01-01', 'nonsense', 7);
  const followUp = fc.record(
    { id: fc.string(), date, due: date, status: fc.constantFrom('done', 'planned', 'dropped') },
    { requiredKeys: ['id'] },
  );
  fc.assert(
    fc.property(fc.array(followUp), fc.integer({ min: 2012, max: 2028 }), (followUps, fiscalYear) => {
      const { gaps, end } = afterlifeOf({ fiscalYear, status: 'completed' }, followUps, [], today);
      let last = end ?? '';
      for (const gap of gaps) {
        expect(gap.from >= last && gap.to <= today && gap.days > 365).toBe(true);
        last = gap.to;
      }
    }),
  );
});
