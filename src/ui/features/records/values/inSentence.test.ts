import { expect, it } from 'vitest';
import { inSentence } from './inSentence.ts';

it('writes English names small, but not abbreviations or other languages', () => {
  expect(inSentence('Follow-up', 'en')).toBe('follow-up');
  expect(inSentence('MoU', 'en')).toBe('MoU');
  expect(inSentence('都市', 'ja')).toBe('都市');
});
