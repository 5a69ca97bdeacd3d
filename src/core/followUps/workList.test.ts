import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDue, countDue, dueDate, dueTime, dueTimes } from './workList.ts';

// A Thursday.
const today = '2026-11-26';

it.each([
  ['yesterday', '2026-11-25', 'overdue'],
  ['today', '2026-11-26', 'today'],
  ['Sunday', '2026-11-29', 'thisWeek'],
  ['Monday, of which the month has one more day', '2026-11-30', 'thisMonth'],
  ['the first of the next month', '2026-12-01', 'later'],
  ['this month, without a day', '2026-11', 'thisMonth'],
  ['last month, without a day', '2026-10', 'overdue'],
  ['this year, without a month', '2026', 'later'],
  ['nothing', undefined, 'undated'],
  ['no date', 'soon', 'undated'],
])('what is due on %s', (_case, due, expected) => {
  expect(dueTime({ due }, today)).toBe(expected);
});

it('goes by the day on which it was planned when it has no term', () => {
  expect(dueDate({ date: '2026-11-20' })).toBe('2026-11-20');
  expect(dueDate({ date: '2026-11-20', due: '2026-12-20' })).toBe('2026-12-20');
});

it('on the last day of a week the week ends today', () => {
  expect(dueTime({ due: '2026-11-30' }, '2026-11-29')).toBe('thisMonth');
  expect(dueTime({ due: '2026-12-06' }, '2026-11-30')).toBe('thisWeek');
});

it('counts what is open only', () => {
  const counts = countDue(
    [{ due: '2026-11-01' }, { due: '2026-11-01', status: 'done' }, { status: 'waiting' }],
    today,
  );
  expect(counts).toEqual({ overdue: 1, today: 0, thisWeek: 0, thisMonth: 0, later: 0, undated: 1 });
});

it('the earlier something is due, the more urgent it is', () => {
  const day = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, day, (now, one, other) => {
      const [early, late] = [one, other].sort();
      expect(dueTimes.indexOf(dueTime({ due: early }, now))).toBeLessThanOrEqual(
        dueTimes.indexOf(dueTime({ due: late }, now)),
      );
      expect(compareDue({ due: early }, { due: late })).toBeLessThanOrEqual(0);
    }),
  );
});
