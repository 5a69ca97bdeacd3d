import { expect, it } from 'vitest';
import { scriptLanguage } from './scriptLanguage.ts';

it.each([
  ['国土交通省', 'ja'],
  ['スマートシティ Smart City', 'ja'],
  ['กรุงเทพ', 'th'],
  ['ភ្នំពេញ', 'km'],
  ['ວຽງຈັນ', 'lo'],
  ['ရန်ကုန်', 'my'],
  ['Hà Nội', undefined],
  ['2025', undefined],
])('takes %s for %s', (text, language) => {
  expect(scriptLanguage(text)).toBe(language);
});
