import { maturities } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const solution = defineKind({
  kind: 'solution',
  label: 'title',
  defaultVisibility: 'public',
  place: ['where', 'organisation'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    organisation: {
      type: 'reference',
      to: ['organisation'],
      search: 'alias',
      column: true,
      section: 'identity',
      required: true,
    },
    maturity: { type: 'choice', choices: maturities, filter: true, column: true, section: 'facts' },
    reviewDate: { type: 'date', section: 'facts' },
    description: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    sectors: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['sector'],
      filter: true,
      section: 'themes',
    },
    technologies: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['technology', 'technology-group'],
      filter: true,
      column: true,
      section: 'themes',
    },
    challenges: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['challenge'],
      filter: true,
      column: true,
      section: 'themes',
    },
    where: {
      type: 'objects',
      search: 'place',
      section: 'relations',
      shape: {
        country: { type: 'reference', to: ['country'] },
        city: { type: 'reference', to: ['city'] },
        placeText: { type: 'text' },
      },
    },
  },
});
