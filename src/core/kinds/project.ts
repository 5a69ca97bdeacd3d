import { projectStages } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const project = defineKind({
  kind: 'project',
  label: 'title',
  defaultVisibility: 'government',
  place: ['cities'],
  fields: {
    title: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    stage: { type: 'choice', choices: projectStages, filter: true, column: true, section: 'facts' },
    stageHistory: {
      type: 'objects',
      section: 'facts',
      shape: {
        stage: { type: 'choice', choices: projectStages },
        date: { type: 'date' },
        reason: { type: 'text' },
      },
    },
    programme: { type: 'reference', to: ['programme'], filter: true, column: true, section: 'facts' },
    cities: {
      type: 'references',
      to: ['city'],
      search: 'place',
      filter: true,
      column: true,
      section: 'relations',
    },
    studies: { type: 'references', to: ['study'], section: 'relations' },
    needs: { type: 'references', to: ['need'], section: 'relations' },
    organisations: {
      type: 'objects',
      section: 'relations',
      shape: { organisation: { type: 'reference', to: ['organisation'] }, role: { type: 'text' } },
    },
    description: { type: 'languageText', multiline: true, search: 'body', section: 'text' },
    sectors: {
      type: 'references',
      to: ['concept'],
      conceptTypes: ['sector'],
      filter: true,
      section: 'themes',
    },
  },
});
