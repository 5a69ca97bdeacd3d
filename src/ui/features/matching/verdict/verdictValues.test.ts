import { describe, expect, it } from 'vitest';
import { validateRecord } from '#core/records/validateRecord.ts';
import { privateNoteValues, type VerdictDraft, verdictValues, withoutNothing } from './verdictValues.ts';

const draft: VerdictDraft = {
  verdict: 'vetoed',
  reason: ' 前回の調査で辞退 ',
  visibility: 'member',
  privateNote: '',
  everywhere: false,
};
const context = { title: '対象外とする', language: 'ja', today: '2026-11-26' };
const target = { need: 'need.bsb-river', organisation: 'org.nec' };

describe('a verdict that is written down', () => {
  it('is a record that the registry accepts, about what was asked and who was proposed', () => {
    const values = withoutNothing(verdictValues(target, draft, context));
    expect(values).toEqual({
      title: { ja: '対象外とする' },
      verdict: 'vetoed',
      reason: { ja: '前回の調査で辞退' },
      date: '2026-11-26',
      visibility: 'member',
      ...target,
    });
    expect(validateRecord('verdict', values, 'create', 'ja')).toMatchObject({ verdict: 'vetoed' });
  });

  it('names no question when it is meant everywhere, and takes back what an earlier one named', () => {
    const values = verdictValues(target, { ...draft, everywhere: true }, context);
    expect(values).toMatchObject({ need: null, organisation: 'org.nec' });
    expect(validateRecord('verdict', values, 'patch', 'ja')).toMatchObject({ need: null });
  });

  it('leaves the reason unknown where none was given', () => {
    expect(withoutNothing(verdictValues(target, { ...draft, reason: '  ' }, context))).not.toHaveProperty(
      'reason',
    );
  });

  it('keeps the private note in a record of its own that never leaves the device', () => {
    const values = privateNoteValues('verdict.x', ' 担当者が交代 ', context);
    expect(values).toMatchObject({
      about: ['verdict.x'],
      visibility: 'private',
      body: { ja: '担当者が交代' },
    });
    expect(validateRecord('missionNote', values, 'create', 'ja')).toMatchObject({ visibility: 'private' });
  });
});
