import { confidences, visibilities } from './choices.ts';
import type { Fields } from './fieldTypes.ts';

/** Fields that every record has, whatever its kind. */
export const commonFields = {
  visibility: { type: 'choice', choices: visibilities, filter: true },
  confidence: { type: 'choice', choices: confidences, filter: true },
  remarks: { type: 'languageText', multiline: true, search: 'body' },
  sources: {
    type: 'objects',
    shape: { title: { type: 'text' }, url: { type: 'url' }, note: { type: 'text' } },
  },
} as const satisfies Fields;
