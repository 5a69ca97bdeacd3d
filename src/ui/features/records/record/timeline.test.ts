import { expect, it } from 'vitest';
import type { LinkedRecord, RecordDetail } from '#contract/schemas.ts';
import { timelineOf } from './timeline.ts';

const link = (values: Partial<LinkedRecord>): LinkedRecord => ({
  id: 'a',
  kind: 'event',
  label: { en: 'A' },
  field: 'cities',
  direction: 'in',
  role: '',
  ...values,
});

const detail: RecordDetail = {
  record: {
    id: 'p',
    kind: 'project',
    visibility: 'public',
    sources: [],
    createdAt: '2026-01-01',
    updatedAt: '2026-01-01',
    stageHistory: [{ stage: 'need', date: '2023-05' }, { stage: 'study' }],
  },
  links: {
    event: [link({ id: 'e', date: '2024-11-02' }), link({ id: 'f' })],
    study: [
      link({ id: 's', kind: 'study', fiscalYear: 2023 }),
      link({ id: 's', kind: 'study', field: 'other', fiscalYear: 2023 }),
    ],
  },
  labels: {},
  offers: [],
};

it('puts dated facts and linked records into years, the latest first, each once', () => {
  const years = timelineOf(detail).map(({ year, entries }) => [
    year,
    entries.map((entry) => (entry.type === 'linked' ? entry.link.id : entry.type)),
  ]);
  expect(years).toEqual([
    [2024, ['e']],
    [2023, ['stage', 's']],
  ]);
});

it('takes both ends of a period', () => {
  const study: RecordDetail = {
    ...detail,
    record: {
      ...detail.record,
      kind: 'study',
      period: { start: '2022-06', end: '2023-03-31' },
      fiscalYear: 2022,
    },
    links: {},
  };
  expect(
    timelineOf(study).flatMap(({ entries }) => entries.map((entry) => entry.date ?? entry.fiscalYear)),
  ).toEqual(['2023-03-31', '2022-06', 2022]);
});
