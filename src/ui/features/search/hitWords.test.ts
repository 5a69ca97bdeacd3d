import { expect, it } from 'vitest';
import type { SearchHit } from '#contract/schemas.ts';
import type { Format } from '../../i18n/format.ts';
import { hitWords } from './hitWords.ts';

const names: Readonly<Record<string, string>> = { 'study.summary': 'Summary', 'study.title': 'Title' };
const format = {
  language: 'en',
  text: (map?: Readonly<Record<string, string>> | null) =>
    map?.en ? { text: map.en, lang: 'en' } : undefined,
  kindName: (kind: string) => `kind ${kind}`,
  fieldName: (kind: string, field: string) => names[`${kind}.${field}`] ?? field,
} as unknown as Format;

function hit(matched: SearchHit['matched'], label: SearchHit['label'] = { en: 'Flood study' }): SearchHit {
  return { kind: 'study', id: 's', label, score: 1, matched };
}

const segments = [
  { text: 'Flood', hit: true },
  { text: ' study', hit: false },
];

it('marks what was found in the name, and then says nothing else', () => {
  const words = hitWords(
    hit([
      { field: 'summary', text: 'A flood', segments },
      { field: 'title', text: 'Flood study', segments },
    ]),
    format,
  );
  expect(words.markedName).toBe(segments);
  expect(words.elsewhere).toBeUndefined();
});

it('says in which field it was found when that is not the name shown', () => {
  const words = hitWords(hit([{ field: 'summary', text: 'A flood', segments }]), format);
  expect(words.elsewhere).toEqual({ fieldName: 'Summary', segments });
});

it('says of which linked record it was the name', () => {
  const words = hitWords(hit([{ field: 'city', text: 'Jakarta', segments }]), format);
  expect(words.elsewhere?.fieldName).toBe('kind city');
});

it('names a record without a name by its kind', () => {
  expect(hitWords(hit([], {}), format).name).toBe('kind study');
});
