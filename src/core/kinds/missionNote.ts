import { defineKind } from './defineKind.ts';
import { contentKindNames } from './fieldTypes.ts';

export const missionNote = defineKind({
  kind: 'missionNote',
  label: 'title',
  defaultVisibility: 'government',
  date: 'date',
  place: ['place', 'about'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    date: { type: 'date', column: true, section: 'facts' },
    mission: { type: 'reference', to: ['mission'], filter: true, section: 'relations' },
    about: { type: 'references', to: contentKindNames, column: true, section: 'relations' },
    place: {
      type: 'object',
      search: 'place',
      section: 'place',
      shape: { lat: { type: 'number' }, lon: { type: 'number' }, text: { type: 'text' } },
    },
    body: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
  },
});
