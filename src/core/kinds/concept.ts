import { conceptTypes } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const concept = defineKind({
  kind: 'concept',
  label: 'label',
  defaultVisibility: 'public',
  fields: {
    label: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    synonyms: { type: 'languageTextLists', search: 'alias', section: 'identity' },
    type: { type: 'choice', choices: conceptTypes, filter: true, column: true, section: 'identity' },
    hub: { type: 'boolean', filter: true, section: 'facts' },
    standard: { type: 'text', search: 'body', section: 'facts' },
    broader: { type: 'references', to: ['concept'], column: true, section: 'relations' },
    related: { type: 'references', to: ['concept'], section: 'relations' },
    sectors: { type: 'references', to: ['concept'], conceptTypes: ['sector'], section: 'relations' },
    challenges: { type: 'references', to: ['concept'], conceptTypes: ['challenge'], section: 'relations' },
    addresses: {
      type: 'objects',
      section: 'relations',
      shape: { challenge: { type: 'reference', to: ['concept'] }, weight: { type: 'number' } },
    },
    produces: { type: 'references', to: ['concept'], conceptTypes: ['data-asset'], section: 'relations' },
    consumes: { type: 'references', to: ['concept'], conceptTypes: ['data-asset'], section: 'relations' },
    interfaces: { type: 'references', to: ['concept'], conceptTypes: ['interface'], section: 'relations' },
  },
});
