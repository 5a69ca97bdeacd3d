import { defineKind } from './defineKind.ts';

/** A journey (出張): what is heard and written down on the way points to it. */
export const mission = defineKind({
  kind: 'mission',
  label: 'title',
  defaultVisibility: 'government',
  date: 'from',
  place: ['cities'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    from: { type: 'date', column: true, section: 'facts' },
    until: { type: 'date', column: true, section: 'facts' },
    cities: {
      type: 'references',
      to: ['city'],
      search: 'place',
      filter: true,
      column: true,
      section: 'relations',
    },
    purpose: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    met: {
      type: 'objects',
      section: 'relations',
      shape: {
        organisation: { type: 'reference', to: ['organisation'] },
        role: { type: 'languageText' },
        city: { type: 'reference', to: ['city'] },
        date: { type: 'date' },
      },
    },
  },
});
