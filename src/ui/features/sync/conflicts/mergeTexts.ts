import { diff3Merge } from 'node-diff3';

export interface MergedText {
  readonly text: string;
  /** What stands where both changed the same place: both versions, one after the other. */
  readonly overlaps: readonly string[];
}

/**
 * Brings two edits of one text together, word by word in any script. What only one of them changed is taken; where
 * both changed the same place, both stand, mine first.
 */
export function mergeTexts(mine: string, before: string, theirs: string, language = 'en'): MergedText {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const split = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);
  const regions = diff3Merge(split(mine), split(before), split(theirs), { excludeFalseConflicts: true });
  const overlaps: string[] = [];
  const text = regions
    .map((region) => {
      if (region.ok) return region.ok.join('');
      if (!region.conflict) return '';
      const [ours, others] = [region.conflict.a.join(''), region.conflict.b.join('')];
      const gap = ours && others && !/\s$/.test(ours) && !/^\s/.test(others) ? ' ' : '';
      const both = `${ours}${gap}${others}`;
      overlaps.push(both.trim());
      return both;
    })
    .join('');
  return { text, overlaps };
}
