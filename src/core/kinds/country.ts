import { defineKind } from './defineKind.ts';

export const country = defineKind({
  kind: 'country',
  label: 'name',
  reading: 'yomi',
  defaultVisibility: 'public',
  place: ['lat'],
  fields: {
    name: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    officialName: { type: 'languageText', search: 'alias', section: 'identity' },
    yomi: { type: 'text', search: 'alias', section: 'identity' },
    aliases: { type: 'texts', search: 'alias', section: 'identity' },
    alpha3: { type: 'text', search: 'alias', section: 'identity' },
    role: {
      type: 'choice',
      choices: ['ascn-member', 'asean-member-non-ascn', 'organiser', 'non-asean-study'],
      filter: true,
      column: true,
      section: 'facts',
    },
    aseanMember: { type: 'boolean', filter: true, section: 'facts' },
    ascn: { type: 'boolean', filter: true, section: 'facts' },
    capital: { type: 'languageText', search: 'place', section: 'facts', column: true },
    languages: {
      type: 'objects',
      section: 'facts',
      shape: {
        code: { type: 'text' },
        ja: { type: 'text' },
        name: { type: 'text' },
        official: { type: 'boolean' },
      },
    },
    currency: {
      type: 'object',
      section: 'facts',
      shape: { code: { type: 'text' }, name: { type: 'languageText' } },
    },
    flag: { type: 'text', section: 'facts' },
    fiscalYearStart: { type: 'text', section: 'facts' },
    fiscalYearNote: { type: 'languageText', section: 'facts' },
    odaNotes: { type: 'languageText', multiline: true, section: 'text' },
  },
});
