import { followUpStatuses } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const followUp = defineKind({
  kind: 'followUp',
  label: 'title',
  defaultVisibility: 'government',
  date: 'date',
  place: ['city', 'study', 'project', 'event'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    study: { type: 'reference', to: ['study'], search: 'alias', column: true, section: 'relations' },
    project: { type: 'reference', to: ['project'], section: 'relations' },
    /** The meeting that it came out of. */
    event: { type: 'reference', to: ['event'], section: 'relations' },
    mission: { type: 'reference', to: ['mission'], filter: true, section: 'relations' },
    city: {
      type: 'reference',
      to: ['city'],
      search: 'place',
      filter: true,
      column: true,
      section: 'relations',
    },
    date: { type: 'date', column: true, section: 'facts' },
    status: { type: 'choice', choices: followUpStatuses, filter: true, column: true, section: 'facts' },
    outcome: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    nextAction: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    responsible: { type: 'reference', to: ['organisation'], filter: true, column: true, section: 'facts' },
    due: { type: 'date', column: true, section: 'facts' },
  },
});
