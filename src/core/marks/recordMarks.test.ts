import { describe, expect, it } from 'vitest';
import { type MarkedFacts, marksOf } from './recordMarks.ts';

const today = '2026-11-27';
const types = (facts: MarkedFacts) => marksOf(facts, today).map(({ type }) => type);

describe('marks beside a name', () => {
  it.each<[string, MarkedFacts, string[]]>([
    [
      'an open follow-up after its term',
      { kind: 'followUp', due: '2026-11-26', status: 'planned' },
      ['overdue'],
    ],
    ['one that is due today', { kind: 'followUp', due: '2026-11-27', status: 'planned' }, []],
    ['one that is due in a month of which days are left', { kind: 'followUp', due: '2026-11' }, []],
    ['one that was planned for a day and has no term', { kind: 'followUp', date: '2026-10' }, ['overdue']],
    ['one that is done', { kind: 'followUp', due: '2026-01-01', status: 'done' }, []],
    ['one without any day', { kind: 'followUp', status: 'planned' }, []],
    ['a memorandum soon to end', { kind: 'mou', validUntil: '2027', standing: 'expiring' }, ['expiring']],
    [
      'one that ended and is recorded as in force',
      { kind: 'mou', status: 'in-force', validUntil: '2026-01', standing: 'expired' },
      ['expired'],
    ],
    [
      'one that is recorded as ended',
      { kind: 'mou', status: 'completed', validUntil: '2026-01', standing: 'expired' },
      [],
    ],
    ['one that was renewed', { kind: 'mou', validUntil: '2026-01', standing: 'superseded' }, []],
    ['one that nobody has judged', { kind: 'mou', validUntil: '2026-01' }, []],
    ['a need whose term has passed', { kind: 'need', validUntil: '2026-10', state: 'open' }, ['expired']],
    ['a need that is covered', { kind: 'need', validUntil: '2026-10', state: 'covered' }, []],
    ['a need read from documents', { kind: 'need', derived: true, confidence: 'public' }, ['derived']],
    ['a profile of last year', { kind: 'organisation', reviewDate: '2025-11-01' }, ['stale']],
    ['a profile that will soon be old', { kind: 'solution', reviewDate: '2026-01-10' }, ['due-soon']],
    ['a profile that was never reviewed', { kind: 'organisation' }, []],
    ['what everybody knows and nobody wrote', { kind: 'event', confidence: 'general' }, ['general']],
    ['a term, which always is general knowledge', { kind: 'concept', confidence: 'general' }, []],
    [
      'several at once, the urgent one first',
      { kind: 'followUp', due: '2026-01-01', confidence: 'general' },
      ['overdue', 'general'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(types(facts)).toEqual(expected);
  });

  it('say the day that they are about as it was recorded', () => {
    expect(marksOf({ kind: 'organisation', reviewDate: '2025-10' }, today)).toEqual([
      { type: 'stale', date: '2026-10-31' },
    ]);
    expect(marksOf({ kind: 'followUp', due: '2026-10' }, today)).toEqual([
      { type: 'overdue', date: '2026-10' },
    ]);
  });

  it('take no text for a date', () => {
    expect(types({ kind: 'followUp', due: 'soon' })).toEqual([]);
    expect(types({ kind: 'need', validUntil: 'some day' })).toEqual([]);
    expect(types({ kind: 'organisation', reviewDate: 2025 })).toEqual([]);
  });
});
