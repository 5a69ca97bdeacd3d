import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTexts } from './mergeTexts.ts';

describe('two edits of one text', () => {
  it.each([
    [
      'at both ends',
      'A flood in May. End.',
      'A flood. End.',
      'A flood. The end.',
      'A flood in May. The end.',
      0,
    ],
    ['the same edit', 'b', 'a', 'b', 'b', 0],
    ['only mine', 'a b', 'a', 'a', 'a b', 0],
    [
      'Japanese',
      '洪水の対策を港で進める。',
      '洪水の対策を進める。',
      '洪水の対策を急いで進める。',
      undefined,
      1,
    ],
    ['Thai', 'น้ำท่วมใหญ่ในเมือง', 'น้ำท่วมในเมือง', 'น้ำท่วมในเมืองหลวง', 'น้ำท่วมใหญ่ในเมืองหลวง', 0],
    ['the same place', 'due in May', 'due', 'due in June', 'due in May in June', 1],
  ])('%s', (_name, mine, before, theirs, expected, overlaps) => {
    const language = /[ก-๛]/.test(mine) ? 'th' : /[ぁ-ん]/.test(mine) ? 'ja' : 'en';
    const merged = mergeTexts(mine, before, theirs, language);
    if (expected !== undefined) expect(merged.text).toBe(expected);
    expect(merged.overlaps.length > 0).toBe(overlaps > 0);
    for (const both of merged.overlaps) expect(merged.text).toContain(both);
  });

  it('keeps the edit of the one who edited alone, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, edited) => {
        expect(mergeTexts(edited, before, before)).toEqual({ text: edited, overlaps: [] });
        expect(mergeTexts(before, before, edited)).toEqual({ text: edited, overlaps: [] });
        expect(mergeTexts(edited, before, edited).overlaps).toEqual([]);
      }),
    );
  });
});
