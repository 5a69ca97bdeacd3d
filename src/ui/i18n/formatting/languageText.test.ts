import { describe, expect, it } from 'vitest';
import { chooseText } from './languageText.ts';

describe('the text a reader gets', () => {
  const map = { th: 'ภูเก็ต', en: 'Phuket', ja: 'プーケット' };

  it('is in their own language when there is one', () => {
    expect(chooseText(map, 'th')).toEqual({ text: 'ภูเก็ต', lang: 'th' });
  });
  it('is English for a Japanese reader, and Japanese for an English one, when their own is missing', () => {
    expect(chooseText({ en: 'Phuket', th: 'ภูเก็ต' }, 'ja')).toEqual({ text: 'Phuket', lang: 'en' });
    expect(chooseText({ ja: 'プーケット', th: 'ภูเก็ต' }, 'en')).toEqual({ text: 'プーケット', lang: 'ja' });
  });
  it('is English for everybody else', () => {
    expect(chooseText(map, 'vi')).toEqual({ text: 'Phuket', lang: 'en' });
  });
  it('is the original, marked as such, when nothing else is there', () => {
    expect(chooseText({ lo: 'ວຽງຈັນ' }, 'ja')).toEqual({ text: 'ວຽງຈັນ', lang: 'lo' });
  });
  it('skips empty texts, and is undefined when there is none', () => {
    expect(chooseText({ ja: ' ', en: 'Hanoi' }, 'ja')).toEqual({ text: 'Hanoi', lang: 'en' });
    expect(chooseText({ ja: '' }, 'ja')).toBeUndefined();
    expect(chooseText(undefined, 'ja')).toBeUndefined();
  });
});
