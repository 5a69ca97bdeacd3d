import { describe, expect, it } from 'vitest';
import { dayText, firstDay, lastDay } from './dates.ts';
import { dataHash, defaultMatchingSettings, emptyMatchingData, settingsHash, withSettings } from './index.ts';
import { mouState } from './profile/mou-state.ts';
import { randomRegistry } from './random-registry.fixture.ts';
import { sha256 } from './sha256.ts';

describe('hashes of a run', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['日本', 'cf2abf0c5be326cb922a70f8163f91079c4d9aa8655c60ead89ad545c9de2e92'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('are SHA-256 (published vectors, %#)', (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });

  it('change with any setting and any record, and not with the order of rows', () => {
    expect(settingsHash(withSettings({ text: { b: 0.7 } }))).not.toBe(settingsHash(defaultMatchingSettings));
    const data = randomRegistry(7);
    expect(dataHash({ ...data, needs: [...data.needs].reverse() })).toBe(dataHash(data));
    expect(dataHash({ ...data, needs: data.needs.slice(1) })).not.toBe(dataHash(data));
    expect(dataHash(emptyMatchingData)).not.toBe(dataHash(data));
  });

  it('weights that matter add up to one', () => {
    const sum = Object.values(defaultMatchingSettings.weights).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 12);
  });
});

describe('partial dates', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-03-31', '2025-03-31', '2025-03-31'],
  ])('%s runs from %s to %s', (date, first, last) => {
    expect(dayText(firstDay(date) ?? 0)).toBe(first);
    expect(dayText(lastDay(date) ?? 0)).toBe(last);
  });
});

describe('a memorandum', () => {
  const day = (date: string): number => firstDay(date) ?? 0;
  const inForce = (mou: object, today: string): boolean =>
    mouState({ id: 'm', ...mou }, day(today), 5).inForce;

  it('counts from its first day to its last', () => {
    const mou = { status: 'in-force', validFrom: '2025-04-01', validUntil: '2026-03' };
    expect(inForce(mou, '2025-03-31')).toBe(false);
    expect(inForce(mou, '2025-04-01')).toBe(true);
    expect(inForce(mou, '2026-03-31')).toBe(true);
    expect(inForce(mou, '2026-04-01')).toBe(false);
  });

  it('without a stated end holds for the assumed term when signed, and as long as it is called in force', () => {
    expect(inForce({ status: 'signed', date: '2022' }, '2026-01-01')).toBe(true);
    expect(inForce({ status: 'signed', date: '2018' }, '2026-01-01')).toBe(false);
    expect(inForce({ status: 'signed' }, '2026-01-01')).toBe(false);
    expect(inForce({ status: 'in-force', date: '2015' }, '2026-01-01')).toBe(true);
    expect(inForce({ status: 'completed', date: '2025' }, '2026-01-01')).toBe(false);
  });
});
