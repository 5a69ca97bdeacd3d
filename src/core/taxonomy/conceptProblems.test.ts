import { describe, expect, it } from 'vitest';
import { type ConceptFacts, conceptProblems } from './conceptProblems.ts';

const concepts = new Map<string, ConceptFacts>(
  [
    { id: 'tg.sensing', type: 'technology-group' },
    { id: 'tech.sensor', type: 'technology', broader: ['tg.sensing'] },
    { id: 'tech.level', type: 'technology', broader: ['tech.sensor'] },
    { id: 'ch.flood', type: 'challenge' },
    { id: 'ch.dust', type: 'challenge' },
    { id: 'da.level', type: 'data-asset' },
    { id: 'untyped' },
  ].map((concept) => [concept.id, concept]),
);
const reasons = (id: string, type: string, values: Record<string, unknown>) =>
  conceptProblems(id, type, values, concepts).map(({ path, reason }) => [path, reason]);

describe('a concept that a person writes', () => {
  it('may stand under its own family, and link to what the fields are for', () => {
    expect(
      reasons('tech.level', 'technology', {
        broader: ['tech.sensor'],
        addresses: [
          { challenge: 'ch.flood', weight: 1 },
          { challenge: 'ch.dust', weight: 0.2 },
        ],
        produces: ['da.level'],
      }),
    ).toEqual([]);
  });

  it('may not stand above itself, over however many steps', () => {
    expect(reasons('tech.sensor', 'technology', { broader: ['tech.sensor'] })).toEqual([
      ['broader.0', 'circular'],
    ]);
    expect(reasons('tg.sensing', 'technology-group', { broader: ['tech.level'] })).toEqual([
      ['broader.0', 'circular'],
    ]);
  });

  it.each([
    ['a technology under a challenge', 'technology', { broader: ['ch.flood'] }, 'broader.0'],
    ['data that is no data', 'technology', { consumes: ['ch.flood'] }, 'consumes.0'],
    [
      'a challenge that is none',
      'technology',
      { addresses: [{ challenge: 'da.level', weight: 1 }] },
      'addresses.0.challenge',
    ],
    [
      'a challenge that addresses one',
      'challenge',
      { addresses: [{ challenge: 'ch.dust', weight: 1 }] },
      'addresses',
    ],
  ])('may not name %s', (_what, type, values, path) => {
    expect(reasons('new', type, values)).toEqual([[path, 'conceptType']]);
  });

  it('says for every challenge once how far it addresses it, above 0 and up to 1', () => {
    expect(
      reasons('tech.level', 'technology', {
        addresses: [
          { challenge: 'ch.flood', weight: 0 },
          { challenge: 'ch.flood', weight: 0.5 },
          { challenge: 'ch.dust' },
          { weight: 1.5 },
        ],
      }),
    ).toEqual([
      ['addresses.0.weight', 'outOfRange'],
      ['addresses.1.challenge', 'twice'],
      ['addresses.2.weight', 'required'],
      ['addresses.3.challenge', 'required'],
      ['addresses.3.weight', 'outOfRange'],
    ]);
  });

  it('is let pass where the other side is not known, and in fields that are not written', () => {
    expect(reasons('tech.level', 'technology', { broader: ['untyped', 'nowhere'] })).toEqual([]);
    expect(reasons('tech.level', 'technology', {})).toEqual([]);
  });
});
