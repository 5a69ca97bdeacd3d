import { defineKind } from './defineKind.ts';
import { languages } from './fieldTypes.ts';

/** Personal data: seen by government only, unless the author narrows it further. */
export const contact = defineKind({
  kind: 'contact',
  label: 'name',
  reading: 'yomi',
  defaultVisibility: 'government',
  place: ['organisation'],
  fields: {
    name: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    yomi: { type: 'text', search: 'alias', section: 'identity' },
    organisation: {
      type: 'reference',
      to: ['organisation'],
      search: 'alias',
      column: true,
      section: 'identity',
    },
    role: { type: 'languageText', search: 'body', column: true, section: 'identity' },
    languages: { type: 'texts', choices: languages, section: 'facts' },
    email: { type: 'text', section: 'facts' },
    telephone: { type: 'text', section: 'facts' },
  },
});
