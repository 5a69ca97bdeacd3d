import { needLevels, needStates } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const need = defineKind({
  kind: 'need',
  label: 'title',
  defaultVisibility: 'public',
  date: 'statedOn',
  place: ['city', 'study'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    city: { type: 'reference', to: ['city'], search: 'place', filter: true, column: true, section: 'identity' },
    study: { type: 'reference', to: ['study'], section: 'relations' },
    state: { type: 'choice', choices: needStates, filter: true, column: true, section: 'facts' },
    statedOn: { type: 'date', column: true, section: 'facts' },
    validUntil: { type: 'date', section: 'facts' },
    origin: {
      type: 'choice',
      choices: [
        'action-plan',
        'masterplan',
        'budget',
        'press',
        'study',
        'programme',
        'smart-jamp',
        'smart-jamp-proposal',
        'jica-project',
        'mou',
        'mission',
      ],
      filter: true,
      section: 'facts',
    },
    derived: { type: 'boolean', section: 'facts' },
    description: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    challenges: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['challenge'],
      filter: true,
      column: true,
      section: 'themes',
    },
    technologies: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['technology', 'technology-group'],
      filter: true,
      section: 'themes',
    },
    levels: { type: 'choiceMap', choices: needLevels, section: 'themes' },
  },
});
