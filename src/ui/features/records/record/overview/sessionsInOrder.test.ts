import { expect, it } from 'vitest';
import { sessionsInOrder } from './sessionsInOrder.ts';

it('puts sessions in the order of day and hour, whatever way the hour is written', () => {
  const sessions = [
    { date: '2026-02-01', time: '10:00', note: 'c' },
    { date: '2026-02-01', time: '９：３０-10:00', note: 'b' },
    { date: '2026-01-31', time: '18:00', note: 'a' },
    { date: '2026-02-01', time: 'evening', note: 'd' },
    { note: 'e' },
  ];
  expect(sessionsInOrder(sessions).map(({ note }) => note)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
