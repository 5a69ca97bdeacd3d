import { expect, it } from 'vitest';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { otherNames, statusFieldOf } from './recordName.ts';

const city = {
  kind: 'city',
  name: { th: 'ภูเก็ต', ja: 'プーケット', en: 'Phuket', ms: 'Phuket' },
  localLang: 'th',
} as unknown as RegistryRecord;

it('shows the local name first, then those of documents, and none twice', () => {
  expect(otherNames(city, 'プーケット')).toEqual([
    { language: 'th', text: 'ภูเก็ต' },
    { language: 'en', text: 'Phuket' },
  ]);
  expect(otherNames(city, 'ภูเก็ต').map(({ language }) => language)).toEqual(['en', 'ja']);
});

it('knows which field says how far a record has come', () => {
  expect(statusFieldOf('project')).toBe('stage');
  expect(statusFieldOf('need')).toBe('state');
  expect(statusFieldOf('city')).toBeUndefined();
});
