import { verdicts } from './choices.ts';
import { defineKind } from './defineKind.ts';

/**
 * What a person thinks of a match: the question (need, city, study or precedent) and what was proposed for it
 * (organisation, solution, or for a roll-out the city). A note that must stay on this device is a mission note of its
 * own about the verdict, so that each of the two has its own visibility.
 */
export const verdict = defineKind({
  kind: 'verdict',
  label: 'title',
  defaultVisibility: 'member',
  date: 'date',
  place: ['city', 'need', 'study'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    verdict: { type: 'choice', choices: verdicts, filter: true, column: true, section: 'facts' },
    reason: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    date: { type: 'date', column: true, section: 'facts' },
    need: { type: 'reference', to: ['need'], filter: true, column: true, section: 'relations' },
    city: { type: 'reference', to: ['city'], filter: true, section: 'relations' },
    study: { type: 'reference', to: ['study'], section: 'relations' },
    precedent: { type: 'reference', to: ['precedent'], section: 'relations' },
    organisation: {
      type: 'reference',
      to: ['organisation'],
      filter: true,
      column: true,
      section: 'relations',
    },
    solution: { type: 'reference', to: ['solution'], section: 'relations' },
  },
});
