import { describe, expect, it } from 'vitest';
import type { MouStanding } from '#core/mous/mouStanding.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { type AttentionInput, attentionOf, daysUntil } from './attention.ts';

const today = '2026-06-15';

function record(kind: RegistryRecord['kind'], values: Readonly<Record<string, unknown>>): RegistryRecord {
  const created = '2026-01-01T00:00:00.000Z';
  return {
    id: 'x',
    kind,
    visibility: 'public',
    sources: [],
    createdAt: created,
    updatedAt: created,
    ...values,
  };
}

function types(subject: RegistryRecord, more: Partial<AttentionInput> = {}): string[] {
  const input = {
    record: subject,
    offers: [],
    openFollowUps: [],
    mous: [],
    standings: {},
    followUps: 0,
    today,
    ...more,
  };
  return attentionOf(input).map((item) => item.type);
}

describe('what needs attention', () => {
  it('says that an open follow-up is late, or due within a month', () => {
    expect(types(record('followUp', { due: '2026-06-14', status: 'planned' }))).toEqual(['overdue']);
    expect(types(record('followUp', { due: '2026-06-15', status: 'waiting' }))).toEqual(['due']);
    expect(types(record('followUp', { due: '2026-09-01', status: 'planned' }))).toEqual([]);
    expect(types(record('followUp', { due: '2026-06-14', status: 'done' }))).toEqual([]);
  });

  it('takes a month or year as its last day, so that nothing is late too early', () => {
    expect(types(record('followUp', { due: '2026-06' }))).toEqual(['due']);
    expect(types(record('followUp', { due: '2026-05' }))).toEqual(['overdue']);
    expect(daysUntil('2026', today)).toBe(199);
    expect(daysUntil('2024-02', '2024-02-29')).toBe(0);
  });

  it('warns of a memorandum that ends or has ended by its standing; not of one that was renewed or is closed', () => {
    const mou = (validUntil: string, status: string, standing: MouStanding) =>
      types(record('mou', { validUntil, status }), { standings: { x: standing } });
    expect(mou('2026-12-01', 'in-force', 'expiring')).toEqual(['expiring']);
    expect(mou('2026-01-01', 'signed', 'expired')).toEqual(['expired']);
    expect(mou('2026-01-01', 'expired', 'expired')).toEqual([]);
    expect(mou('2026-01-01', 'signed', 'superseded')).toEqual([]);
    expect(types(record('mou', { validUntil: '2026-01-01', status: 'signed' }))).toEqual([]);
  });

  it('brings up follow-ups and memorandums of a city', () => {
    const openFollowUps = [
      record('followUp', { due: '2026-06-01' }),
      record('followUp', { due: '2027-01-01' }),
    ];
    const mous = [
      { ...record('mou', { validUntil: '2026-07-01' }), id: 'ending' },
      { ...record('mou', { validUntil: '2026-07-01' }), id: 'renewed' },
    ];
    const standings = { ending: 'expiring', renewed: 'superseded' } as const;
    expect(types(record('city', {}), { openFollowUps, mous, standings })).toEqual(['followUp', 'mou']);
  });

  it('asks whether an announced event took place', () => {
    expect(types(record('event', { start: '2026-06-01', status: 'announced' }))).toEqual(['wasHeld']);
    expect(types(record('event', { start: '2026-06-01', status: 'held' }))).toEqual([]);
  });

  it('asks to confirm an old need, and says that a completed study has no follow-up', () => {
    expect(types(record('need', { statedOn: '2018', state: 'open' }))).toEqual(['oldNeed']);
    expect(types(record('need', { statedOn: '2018', state: 'covered' }))).toEqual([]);
    expect(types(record('study', { status: 'completed' }))).toEqual(['noFollowUp']);
    expect(types(record('study', { status: 'completed' }), { followUps: 1 })).toEqual([]);
  });
});
