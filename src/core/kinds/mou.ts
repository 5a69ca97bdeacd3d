import { datePrecisions, mouStatuses, mouTypes, organisationTypes } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const mou = defineKind({
  kind: 'mou',
  label: 'title',
  defaultVisibility: 'public',
  date: 'date',
  place: ['cities', 'countries'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    type: { type: 'choice', choices: mouTypes, filter: true, column: true, section: 'identity' },
    status: { type: 'choice', choices: mouStatuses, filter: true, column: true, section: 'facts' },
    date: { type: 'date', column: true, section: 'facts' },
    datePrecision: { type: 'choice', choices: datePrecisions, section: 'facts' },
    validFrom: { type: 'date', section: 'facts' },
    validUntil: { type: 'date', column: true, section: 'facts' },
    renewalOf: { type: 'reference', to: ['mou'], section: 'relations' },
    parties: {
      type: 'objects',
      search: 'body',
      section: 'relations',
      shape: {
        name: { type: 'text' },
        country: { type: 'reference', to: ['country'] },
        type: { type: 'choice', choices: organisationTypes },
        orgId: { type: 'reference', to: ['organisation'] },
        role: { type: 'text' },
      },
    },
    countries: {
      type: 'references',
      to: ['country'],
      search: 'place',
      filter: true,
      column: true,
      section: 'relations',
    },
    cities: {
      type: 'references',
      to: ['city'],
      search: 'place',
      filter: true,
      column: true,
      section: 'relations',
    },
    subject: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    thirdCountryScope: { type: 'languageText', search: 'body', section: 'text' },
    sectors: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['sector'],
      filter: true,
      section: 'themes',
    },
  },
});
