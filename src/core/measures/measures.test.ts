import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MeasureFacts, measuredPoints, measureProgress } from './measureProgress.ts';

const today = '2026-11-26';
const at = (value: number, date = '2026-05-01') => [{ date, value }];
const progress = (facts: MeasureFacts) => {
  const { share, state, direction } = measureProgress(facts, today);
  return [share, state, direction];
};

describe('progress towards a target', () => {
  it.each<[string, MeasureFacts, unknown[]]>([
    ['half way up', { baseline: 10, target: 20, values: at(15) }, [0.5, 'nearer', 'up']],
    ['half way down', { baseline: 20, target: 10, values: at(15) }, [0.5, 'nearer', 'down']],
    ['exactly reached', { baseline: 20, target: 10, values: at(10) }, [1, 'reached', 'down']],
    ['beyond', { baseline: 20, target: 10, values: at(5) }, [1.5, 'reached', 'down']],
    ['worse than before', { baseline: 10, target: 20, values: at(5) }, [-0.5, 'worse', 'up']],
    ['as before', { baseline: 10, target: 20, values: at(10) }, [0, 'unchanged', 'up']],
    ['negative numbers', { baseline: -10, target: -20, values: at(-15) }, [0.5, 'nearer', 'down']],
    ['no value', { baseline: 10, target: 20 }, [undefined, 'unknown', 'up']],
    ['no target, better', { baseline: 10, direction: 'down', values: at(8) }, [undefined, 'nearer', 'down']],
    ['no target nor direction', { baseline: 10, values: at(8) }, [undefined, 'unknown', undefined]],
    ['no baseline, reached', { target: 5, direction: 'up', values: at(6) }, [undefined, 'reached', 'up']],
    ['no baseline, not reached', { target: 5, direction: 'up', values: at(4) }, [undefined, 'unknown', 'up']],
    [
      'to keep a level',
      { baseline: 5, target: 5, direction: 'up', values: at(5) },
      [undefined, 'reached', 'up'],
    ],
    [
      'to keep an unknown level',
      { baseline: 5, target: 5, values: at(5) },
      [undefined, 'unknown', undefined],
    ],
    ['undated values', { baseline: 1, target: 2, values: [{ value: 2 }] }, [undefined, 'unknown', 'up']],
  ])('%s', (_name, facts, expected) => {
    expect(progress(facts)).toEqual(expected);
  });

  it('is missed when the last day of the target has passed', () => {
    const facts = { baseline: 10, target: 20, values: at(15) };
    expect(progress({ ...facts, targetDate: '2026-11-25' })[1]).toBe('missed');
    expect(progress({ ...facts, targetDate: '2026-11-26' })[1]).toBe('nearer');
    expect(progress({ ...facts, targetDate: '2026' })[1]).toBe('nearer');
    expect(progress({ ...facts, targetDate: '2025' })[1]).toBe('missed');
    expect(progress({ ...facts, targetDate: '2025', values: at(20) })[1]).toBe('reached');
  });

  it('is not computed from a record that contradicts itself', () => {
    const found = measureProgress({ baseline: 10, target: 20, direction: 'down', values: at(15) }, today);
    expect(found).toMatchObject({ contradicts: true, share: undefined, state: 'unknown' });
  });

  it('takes the latest value by date, not by order of entry', () => {
    const values = [...at(18, '2026-02-28'), ...at(12, '2024-02-29'), ...at(14, '2025')];
    expect(measuredPoints(values).map(({ value }) => value)).toEqual([12, 14, 18]);
    expect(measureProgress({ values }, today).latest?.value).toBe(18);
  });

  it('is the same for both directions, mirrored', () => {
    const number = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(
      fc.property(number, number, number, (baseline, target, value) => {
        fc.pre(baseline !== target);
        const up = measureProgress({ baseline, target, values: at(value) }, today);
        const down = measureProgress({ baseline: -baseline, target: -target, values: at(-value) }, today);
        expect(down.share).toBeCloseTo(up.share ?? Number.NaN, 10);
        expect(down.state).toBe(up.state);
      }),
    );
  });
});
