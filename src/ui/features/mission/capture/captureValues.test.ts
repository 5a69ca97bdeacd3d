import { describe, expect, it } from 'vitest';
import { validateRecord } from '#core/records/validateRecord.ts';
import { captureKinds, captureValues, emptyCapture, isEmptyCapture, titleOf } from './captureValues.ts';

const today = '2026-11-26';
const all = {
  ...emptyCapture,
  title: ' 面談 ',
  text: '洪水の予警報を求めている\n詳しくは来週',
  city: 'jakarta',
  about: ['org.nippon-koei', 'jakarta'],
  study: 'sj2021-jakarta-ocg',
  nextAction: '資料を送る',
  responsible: 'org.nippon-koei',
  due: '2026-12-10',
  challenges: ['ch.flood-river'],
  place: { lat: -6.2, lon: 106.8 },
};

describe('what is captured', () => {
  it.each(captureKinds)('becomes a %s that the registry takes, and points to its mission', (kind) => {
    for (const content of [all, emptyCapture]) {
      const values = captureValues(kind, content, 'm1', '無題', today);
      expect(validateRecord(kind, values, 'create', 'ja')).toMatchObject({ mission: 'm1' });
    }
  });

  it('takes the first line as the title of what was written in a hurry', () => {
    expect(titleOf({ ...emptyCapture, text: '市長が防災に関心\n予算は来年' }, 'x')).toBe('市長が防災に関心');
    expect([...titleOf({ ...emptyCapture, text: '長'.repeat(200) }, 'x')]).toHaveLength(60);
    expect(titleOf(emptyCapture, '無題')).toBe('無題');
  });

  it('of a note is about the city and what else was chosen, each once', () => {
    expect(captureValues('missionNote', all, 'm1', '', today)).toMatchObject({
      title: '面談',
      about: ['jakarta', 'org.nippon-koei'],
      date: today,
      place: { lat: -6.2, lon: 106.8 },
    });
  });

  it('of a need is open, heard today, and seen by the government alone', () => {
    expect(captureValues('need', all, 'm1', '', today)).toMatchObject({
      visibility: 'government',
      origin: 'mission',
      state: 'open',
      statedOn: today,
    });
  });

  it('of a follow-up waits while something is to be done, else it is done', () => {
    expect(captureValues('followUp', all, 'm1', '', today)).toMatchObject({
      status: 'waiting',
      due: '2026-12-10',
    });
    expect(captureValues('followUp', emptyCapture, 'm1', '', today)).toMatchObject({
      status: 'done',
      date: today,
    });
  });

  it('is worth saving once anything was written or attached', () => {
    expect(isEmptyCapture({ ...emptyCapture, title: ' \n' })).toBe(true);
    expect(isEmptyCapture({ ...emptyCapture, files: ['a'] })).toBe(false);
  });
});
