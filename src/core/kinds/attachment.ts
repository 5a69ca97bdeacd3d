import { defineKind } from './defineKind.ts';
import { contentKindNames } from './fieldTypes.ts';

export const attachment = defineKind({
  kind: 'attachment',
  label: 'title',
  defaultVisibility: 'government',
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', column: true },
    fileName: { type: 'text', search: 'alias', section: 'identity', required: true, column: true },
    mediaType: { type: 'text', section: 'facts', column: true },
    bytes: { type: 'integer', section: 'facts', column: true },
    sha256: { type: 'text', section: 'facts' },
    about: { type: 'references', to: contentKindNames, section: 'relations' },
  },
});
