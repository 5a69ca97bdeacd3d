import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectStages } from '../kinds/choices.ts';
import { kindNames } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';
import { completenessOf, type IsLinked, percentOf } from './completeness.ts';
import { QUESTIONS_VERSION, questions, questionsOf } from './questions.ts';
import { reviewBandOf, reviewLimits, reviewOf } from './review.ts';

const nobody: IsLinked = () => false;
const record = (kind: string, values: object) => ({ id: 'x', kind, ...values }) as unknown as RegistryRecord;
const missing = (kind: string, values: object, isLinked = nobody) =>
  completenessOf(record(kind, values), isLinked).missing.map(({ id }) => id);

describe('the table of questions', () => {
  it('asks something of every kind, each question once', () => {
    // A saved view is an arrangement of a list, complete as it is.
    for (const kind of kindNames)
      if (kind !== 'savedView') expect(questionsOf(kind).length, kind).toBeGreaterThan(0);
    const ids = questions.map(({ kind, id }) => `${kind}.${id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names only fields that there are', () => {
    for (const question of questions) {
      const fields = fieldsOf(question.kind);
      const named = [
        ...(question.type === 'field' ? question.fields : []),
        ...question.when.map(({ field }) => field),
        ...(question.sectors.length > 0 ? ['sectors'] : []),
        ...(question.type === 'answer' ? ['answers'] : []),
      ];
      for (const field of named) expect(fields, `${question.kind}.${question.id}`).toHaveProperty(field);
      if (question.type === 'linked') expect(fieldsOf(question.by)).toHaveProperty(question.field);
    }
  });
});

it('has a version that was raised when the table last changed', () => {
  const table = createHash('sha256').update(JSON.stringify(questions)).digest('hex').slice(0, 16);
  // Another table: write its digest here and raise QUESTIONS_VERSION, so that kept completeness is counted anew.
  expect({ QUESTIONS_VERSION, table }).toEqual({ QUESTIONS_VERSION: 1, table: '636d4903cb05cfa5' });
});

describe('what is missing', () => {
  it('depends on how far a project has come', () => {
    const asked = (stage: string) => missing('project', { stage });
    expect(asked('need')).not.toContain('programme');
    expect(asked('study')).toContain('programme');
    expect(asked('study')).not.toContain('funding');
    expect(asked('roll-out')).toEqual(
      expect.arrayContaining(['programme', 'funding', 'measure', 'followUp']),
    );
    expect(asked('stopped')).toEqual(['description', 'cities', 'sectors']);
    expect(missing('project', {})).toContain('stage');
  });

  it('never shrinks as a project goes on', () => {
    const stages = projectStages.filter((stage) => stage !== 'stopped');
    for (const [index, stage] of stages.entries()) {
      const before = stages[index - 1];
      if (!before) continue;
      expect(missing('project', { stage })).toEqual(
        expect.arrayContaining(missing('project', { stage: before })),
      );
    }
  });

  it('asks by sector, and is content with an answer', () => {
    const flood = { stage: 'study', sectors: ['sec.disaster'] };
    expect(missing('project', flood)).toContain('warning-chain');
    expect(missing('project', { ...flood, sectors: ['sec.tourism'] })).not.toContain('warning-chain');
    const answered = [{ question: 'warning-chain', answer: { en: 'The city office' } }];
    expect(missing('project', { ...flood, answers: answered })).not.toContain('warning-chain');
    expect(missing('project', { ...flood, answers: [{ question: 'warning-chain' }] })).toContain(
      'warning-chain',
    );
    expect(missing('project', { ...flood, stage: 'matched' })).not.toContain('warning-chain');
  });

  it('of a study: its counterpart, and after it ended a follow-up; of a batch neither', () => {
    const study = { recordType: 'study', programme: 'smart-jamp', status: 'completed' };
    expect(missing('study', study)).toEqual(expect.arrayContaining(['counterpart', 'followUp']));
    const followed = missing(
      'study',
      study,
      (by: string, field: string) => by === 'followUp' && field === 'study',
    );
    expect(followed).not.toContain('followUp');
    expect(missing('study', { ...study, recordType: 'batch' })).not.toContain('counterpart');
    expect(missing('study', { ...study, programme: 'related' })).not.toContain('followUp');
  });

  it('of a need: its level', () => {
    expect(missing('need', { challenges: ['ch.flood-river'] })).toContain('levels');
    expect(missing('need', { levels: { 'ch.flood-river': 'must' } })).not.toContain('levels');
  });

  it('is nothing of a record that says all, and 100 only then', () => {
    expect(percentOf(0, 0)).toBe(100);
    expect(percentOf(199, 200)).toBe(99);
    expect(percentOf(200, 200)).toBe(100);
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (answered, more) => {
        const percent = percentOf(answered, answered + more);
        expect(percent === 100).toBe(more === 0);
        expect(percent).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the review of a profile', () => {
  it.each([
    ['2025-11-26', '2026-11-26', 'current'],
    ['2025-11-25', '2026-11-26', 'stale'],
    ['2024-02-29', '2025-02-28', 'current'],
    ['2024-02-29', '2025-03-01', 'stale'],
    ['2024-12-31', '2025-12-31', 'current'],
    ['2024-12-31', '2026-01-01', 'stale'],
    ['2025', '2026-12-31', 'current'],
    ['2024-02', '2025-02-28', 'current'],
    ['2024-02', '2025-03-01', 'stale'],
    ['2027-01-01', '2026-11-26', 'current'],
    [undefined, '2026-11-26', 'never'],
    ['soon', '2026-11-26', 'never'],
  ])('of %s is, on %s, %s', (reviewed, today, state) => {
    expect(reviewOf(reviewed, today).state).toBe(state);
  });

  it('is due soon in its last 60 days', () => {
    expect(reviewBandOf('2026-01-25', '2026-11-26')).toBe('due-soon');
    expect(reviewBandOf('2026-01-26', '2026-11-26')).toBe('current');
    expect(reviewBandOf('2025-11-25', '2026-11-26')).toBe('stale');
    expect(reviewBandOf(undefined, '2026-11-26')).toBe('never');
  });

  it('is the same by the days that lists compare with', () => {
    const day = fc
      .date({ min: new Date('2019-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), day, (full, length, today) => {
        const date = full.slice(0, length);
        const { stale, dueSoon } = reviewLimits(today);
        const before = (limit: string) => date < limit.slice(0, length);
        expect(before(stale) ? 'stale' : before(dueSoon) ? 'due-soon' : 'current').toBe(
          reviewBandOf(date, today),
        );
      }),
      {
        examples: [
          ['2023-02-28', 10, '2024-02-29'],
          ['2024-02-29', 10, '2025-02-28'],
        ],
      },
    );
  });
});
