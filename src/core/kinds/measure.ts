import { measureDirections } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const measure = defineKind({
  kind: 'measure',
  label: 'indicator',
  defaultVisibility: 'government',
  place: ['study', 'project'],
  fields: {
    indicator: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    study: { type: 'reference', to: ['study'], column: true, section: 'relations' },
    project: { type: 'reference', to: ['project'], column: true, section: 'relations' },
    unit: { type: 'text', section: 'numbers', column: true },
    baseline: { type: 'number', section: 'numbers', column: true },
    target: { type: 'number', section: 'numbers', column: true },
    /** Where baseline and target say it, it need not be stated. */
    direction: { type: 'choice', choices: measureDirections, section: 'numbers' },
    baselineDate: { type: 'date', section: 'numbers' },
    targetDate: { type: 'date', section: 'numbers', column: true },
    values: {
      type: 'objects',
      section: 'numbers',
      shape: { date: { type: 'date' }, value: { type: 'number' }, note: { type: 'text' } },
    },
  },
});
