import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageByScript, languageOfRun, splitByScript } from './scripts.ts';

describe('splitting a text by script', () => {
  test('the pieces together are the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          splitByScript(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('marks and joiners stay with the letters that they belong to', () => {
    expect(splitByScript('ភ្នំពេញ ရန်ကုန်')).toEqual([
      { text: 'ភ្នំពេញ ', script: 'khmer' },
      { text: 'ရန်ကုန်', script: 'myanmar' },
    ]);
    expect(splitByScript('กรุงเทพมหานคร')).toHaveLength(1);
    expect(splitByScript('ວຽງຈັນ')).toHaveLength(1);
  });

  test('Japanese punctuation belongs to the Japanese around it', () => {
    expect(splitByScript('内水氾濫・道路冠水、「ー」')).toHaveLength(1);
  });
});

describe('the language of a text that does not say it', () => {
  test.each([
    ['ジャカルタ首都特別州', 'ja'],
    ['กรุงเทพมหานคร', 'th'],
    ['ວຽງຈັນ', 'lo'],
    ['ភ្នំពេញ', 'km'],
    ['ရန်ကုန်', 'my'],
    ['Jakarta', undefined],
  ])('%s is %s', (text, language) => {
    expect(languageByScript(text)).toBe(language);
  });

  test('a run keeps the language of its text when that is written so', () => {
    expect(languageOfRun({ text: '新加坡', script: 'japanese' }, 'zh')).toBe('zh');
    expect(languageOfRun({ text: 'วัด', script: 'thai' }, 'ja')).toBe('th');
    expect(languageOfRun({ text: 'MRT', script: 'latin' }, 'th')).toBe('th');
  });
});
