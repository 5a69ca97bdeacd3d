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
  const years = timelineOf(detail).years.map(({ fiscalYear, entries }) => [
    fiscalYear,
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
    timelineOf(study).years.flatMap(({ entries }) => entries.map((entry) => entry.date ?? entry.fiscalYear)),
  ).toEqual(['2023-03-31', '2022-06', 2022]);
});

it('counts by Japanese fiscal years: what happened in March belongs to the year before', () => {
  const march = {
    ...detail,
    links: { event: [link({ id: 'm', date: '2025-03-31' }), link({ id: 'a', date: '2025-04-01' })] },
  };
  expect(timelineOf(march).years.map(({ fiscalYear }) => fiscalYear)).toEqual([2025, 2024, 2023]);
});

it('shows only the chosen kinds, but counts all of them, and what has no date', () => {
  const shown = timelineOf(detail, undefined, new Set(['study'] as const));
  expect(shown.years.map(({ entries }) => entries.length)).toEqual([1]);
  expect([...shown.kinds]).toEqual([
    ['project', 1],
    ['event', 1],
    ['study', 1],
  ]);
  expect(shown.undated).toBe(1);
});

it('puts an open follow-up at its term, and a linked project at each of its steps', () => {
  const city = {
    ...detail,
    record: { ...detail.record, id: 'c', kind: 'city', stageHistory: undefined },
  } as RecordDetail;
  const links = {
    followUp: [link({ id: 'f', kind: 'followUp', date: '2024-01-01' })],
    project: [link({ id: 'p', kind: 'project' })],
  };
  const followUps = [{ id: 'f', kind: 'followUp', date: '2024-01-01', due: '2026-05-01', status: 'planned' }];
  const projects = [
    {
      id: 'p',
      kind: 'project',
      stageHistory: [
        { stage: 'need', date: '2025-05' },
        { stage: 'study', date: '2026-06' },
      ],
    },
  ];
  const { years, undated } = timelineOf({ ...city, links }, { followUps, projects } as unknown as Parameters<
    typeof timelineOf
  >[1]);
  expect(undated).toBe(0);
  expect(
    years.map(({ fiscalYear, entries }) => [fiscalYear, entries.map(({ type, date }) => [type, date])]),
  ).toEqual([
    [
      2026,
      [
        ['step', '2026-06'],
        ['linked', '2026-05-01'],
      ],
    ],
    [2025, [['step', '2025-05']]],
  ]);
});
