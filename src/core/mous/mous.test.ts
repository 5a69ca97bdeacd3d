import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokyoDay } from '../calendar/tokyoDay.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';
import { binds, type MouTerm, mouStanding } from './mouStanding.ts';
import { renewalDraft } from './renewalDraft.ts';
import { type Renewable, renewalLine } from './renewalLine.ts';

const today = '2026-11-26';
const standing = (mou: MouTerm, renewals: MouTerm[] = []) => mouStanding(mou, renewals, today);

describe('the status of a memorandum by date', () => {
  it.each<[string, MouTerm, string]>([
    ['on its last day', { date: '2021-11-26', validUntil: '2026-11-26' }, 'expiring'],
    ['the day after its last', { date: '2021-11-26', validUntil: '2026-11-25' }, 'expired'],
    ['six months before its end', { date: '2021-05-26', validUntil: '2027-05-26' }, 'expiring'],
    [
      'a day more than six months before its end',
      { date: '2021-05-26', validUntil: '2027-05-27' },
      'in-force',
    ],
    ['begun today', { validFrom: '2026-11-26', validUntil: '2031-11-25' }, 'in-force'],
    ['to begin tomorrow', { validFrom: '2026-11-27', validUntil: '2031-11-26' }, 'planned'],
    ['signed long ago, to begin tomorrow', { date: '2020', validFrom: '2026-11-27' }, 'planned'],
    ['without an end', { date: '2020-02-26', status: 'signed' }, 'unknown'],
    ['without any date', { status: 'in-force' }, 'unknown'],
    ['without a start', { validUntil: '2030' }, 'unknown'],
    ['without a start, ended', { validUntil: '2025' }, 'expired'],
    ['ending some day this year', { date: '2021', validUntil: '2026' }, 'expiring'],
    ['ending some day this month', { date: '2021', validUntil: '2026-11' }, 'expiring'],
    ['ended some day last month', { date: '2021', validUntil: '2026-10' }, 'expired'],
    ['beginning some day this year', { validFrom: '2026', validUntil: '2030' }, 'unknown'],
    ['signed some day this year', { date: '2026', status: 'signed', validUntil: '2030' }, 'in-force'],
    ['ending on a leap day', { date: '2024-02-29', validUntil: '2028-02-29' }, 'in-force'],
    ['recorded as completed', { date: '2020', validUntil: '2030', status: 'completed' }, 'expired'],
    ['recorded as replaced', { date: '2017-06-07', status: 'superseded-or-updated' }, 'superseded'],
    ['recorded as run out', { date: '2018', status: 'expired-unless-renewed' }, 'expired'],
  ])('%s', (_name, mou, expected) => {
    expect(standing(mou)).toBe(expected);
  });

  it('gives way to a renewal on the day when that begins, not before', () => {
    const mou = { date: '2021-11-26', validUntil: '2026-12-31' };
    expect(standing(mou, [{ validFrom: '2026-11-27', validUntil: '2031' }])).toBe('expiring');
    expect(standing(mou, [{ validFrom: '2026-11-26', validUntil: '2031' }])).toBe('superseded');
    expect(standing(mou, [{}])).toBe('expiring');
    expect(standing({ ...mou, validUntil: '2026-11-01' }, [{ validFrom: '2027' }])).toBe('expired');
  });

  it('warns so many calendar months before the end, across a leap day and a new year', () => {
    const mou = { date: '2020', validUntil: '2028-08-31' };
    expect(mouStanding(mou, [], '2028-02-28')).toBe('in-force');
    expect(mouStanding(mou, [], '2028-02-29')).toBe('expiring');
    expect(mouStanding({ date: '2020', validUntil: '2027-03-31' }, [], '2026-09-29')).toBe('in-force');
    expect(mouStanding({ date: '2020', validUntil: '2027-03-31' }, [], '2026-09-30')).toBe('expiring');
    expect(mouStanding({ date: '2020', validUntil: '2027-01-31' }, [], '2026-12-30', 1)).toBe('in-force');
    expect(mouStanding({ date: '2020', validUntil: '2027-01-31' }, [], '2026-12-31', 1)).toBe('expiring');
  });

  it('changes at midnight in Tokyo', () => {
    const mou = { date: '2021-04-01', validUntil: '2026-03-31' };
    expect(mouStanding(mou, [], tokyoDay(Date.parse('2026-03-31T14:59:59Z')))).toBe('expiring');
    expect(mouStanding(mou, [], tokyoDay(Date.parse('2026-03-31T15:00:00Z')))).toBe('expired');
  });

  it('never comes back to life as days go by', () => {
    const order = ['planned', 'in-force', 'expiring', 'expired'];
    const date = fc.oneof(
      fc.integer({ min: 2015, max: 2032 }).map(String),
      fc
        .tuple(fc.integer({ min: 2015, max: 2032 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
    );
    const day = fc
      .integer({ min: 0, max: 7_000 })
      .map((n) => tokyoDay(Date.UTC(2014, 0, 1) + n * 86_400_000));
    fc.assert(
      fc.property(date, date, day, day, (date, validUntil, a, b) => {
        const [first, second] = [a, b].sort().map((on) => mouStanding({ date, validUntil }, [], on));
        if (first === 'unknown' || second === 'unknown') return;
        expect(order.indexOf(second ?? '')).toBeGreaterThanOrEqual(order.indexOf(first ?? ''));
      }),
    );
  });

  it('binds only while in force', () => {
    expect(
      (['planned', 'in-force', 'expiring', 'expired', 'superseded', 'unknown'] as const).filter(binds),
    ).toEqual(['in-force', 'expiring']);
  });
});

describe('the line of renewals', () => {
  const ids = (line: readonly Renewable[]) => line.map(({ id }) => id);
  const first = { id: 'a', date: '2011' };
  const second = { id: 'b', renewalOf: 'a', date: '2016' };
  const third = { id: 'c', renewalOf: 'b' };
  const other = { id: 'x', date: '2012' };

  it('is the same from wherever one looks', () => {
    for (const id of ['a', 'b', 'c'])
      expect(ids(renewalLine(id, [third, other, first, second]))).toEqual(['a', 'b', 'c']);
    expect(ids(renewalLine('x', [first, second, other]))).toEqual(['x']);
  });

  it('ends where the reader may see no further', () => {
    expect(ids(renewalLine('c', [first, third]))).toEqual(['c']);
    expect(renewalLine('nobody', [first])).toEqual([]);
  });

  it('holds two renewals of the same one, and a circle once', () => {
    const rival = { id: 'd', renewalOf: 'a', date: '2015' };
    expect(ids(renewalLine('b', [first, second, rival]))).toEqual(['a', 'd', 'b']);
    const circle = [
      { id: 'p', renewalOf: 'q' },
      { id: 'q', renewalOf: 'p' },
    ];
    expect(ids(renewalLine('p', circle)).sort()).toEqual(['p', 'q']);
  });
});

describe('renewing', () => {
  const mou = {
    id: 'm',
    kind: 'mou',
    visibility: 'government',
    sources: [{ title: 'old' }],
    createdAt: '',
    updatedAt: '',
    title: { ja: '覚書' },
    parties: [{ orgId: 'org.mlit', role: 'lead' }],
    status: 'expired',
    date: '2020-03-01',
    validUntil: '2024-02-28',
  } as unknown as RegistryRecord;

  it('carries over who and what, and begins on the day after', () => {
    expect(renewalDraft(mou)).toEqual({
      renewalOf: 'm',
      confidence: 'own',
      title: { ja: '覚書' },
      parties: [{ orgId: 'org.mlit', role: 'lead' }],
      visibility: 'government',
      validFrom: '2024-02-29',
    });
  });

  it('guesses no day', () => {
    expect(renewalDraft({ ...mou, validUntil: '2024' }).validFrom).toBeUndefined();
    expect(renewalDraft({ ...mou, validUntil: '2025-12-31' }).validFrom).toBe('2026-01-01');
  });
});
