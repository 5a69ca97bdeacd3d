import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatchingEngine } from '../index.ts';
import { randomRegistry } from '../random-registry.fixture.ts';
import type { Because } from '../results.ts';
import { withoutDictionary } from '../text/segmenter.ts';
import { tokenise } from '../text/tokens.ts';
import { emptyMatchingData } from '../types.ts';

type Term = Extract<Because, { code: 'term' }>;

const options = { segmenter: withoutDictionary, today: '2026-06-15' };

function wordsOf(parts: readonly { readonly because: readonly Because[] }[]): Term[] {
  return parts
    .flatMap(({ because }) => because)
    .filter((reason): reason is Term => reason.code === 'term' && reason.channel === 'word');
}

describe('words in common', () => {
  const engine = createMatchingEngine(
    {
      ...emptyMatchingData,
      organisations: [
        {
          id: 'firm',
          name: { en: 'Firm' },
          description: { en: 'We help a city to keep its canal clean', vi: 'Thu gom nước thải' },
        },
        { id: 'other', name: { en: 'Other' }, description: { en: 'Bridges' } },
      ],
    },
    options,
  );
  const shownFor = (text: string, language?: string): string[] =>
    wordsOf(
      engine.matchText(text, language ? { language } : {}).items.find((row) => row.organisationId === 'firm')
        ?.parts ?? [],
    ).map(({ word }) => word);

  it('are shown as they first stand in what is asked for, not as the index keeps them', () => {
    expect(shownFor('Two CITIES, then more cities, along their Canals').sort()).toEqual(['CITIES', 'Canals']);
  });

  it('are taken whole, also where the same letters stand inside another word before', () => {
    expect(shownFor('Thugomx; Thu gom rác', 'vi').sort()).toEqual(['Thu', 'gom']);
  });

  it('stand in the need word for word, and are the term that counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const data = randomRegistry(seed);
        const random = createMatchingEngine(data, options);
        for (const need of data.needs) {
          for (const row of random.matchNeed(need.id, { counterfactuals: false })?.items ?? []) {
            for (const { language, term, word } of wordsOf(row.parts)) {
              const asked = [need.title, need.description].map((text) => text?.[language] ?? '').join('\n');
              expect(asked).toContain(word);
              expect(tokenise(word, language, withoutDictionary).words).toEqual([term]);
            }
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});
