import { expect, it } from 'vitest';
import { prefillValues } from './prefill.ts';

it('begins a record with what its address says and its kind is seen by', () => {
  expect(
    prefillValues('followUp', { study: 'sj.2023', city: 'jakarta', status: 'planned', due: '2026-07' }),
  ).toEqual({
    visibility: 'government',
    confidence: 'own',
    study: 'sj.2023',
    city: 'jakarta',
    status: 'planned',
    due: '2026-07',
  });
});

it('takes several records, numbers and truth values as the router hands them over', () => {
  expect(prefillValues('study', { cities: 'jakarta,hanoi', fiscalYear: 2025 })).toMatchObject({
    cities: ['jakarta', 'hanoi'],
    fiscalYear: 2025,
  });
  expect(prefillValues('organisation', { jascaMember: true })).toMatchObject({ jascaMember: true });
});

it('passes over what the field cannot hold', () => {
  const values = prefillValues('followUp', {
    status: 'eaten',
    study: '../x',
    due: 'soon',
    nothing: 1,
    id: 'x',
  });
  expect(values).toEqual({ visibility: 'government', confidence: 'own' });
});
