import { projectStages, sectorQuestions } from './choices.ts';
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
        /** ISO instant at which the step was written down, see core/projects/stageHistory.ts. */
        at: { type: 'text' },
      },
    },
    /** The place in its column of the board, see core/projects/boardOrder.ts. */
    boardOrder: { type: 'text', section: 'facts', newestStands: true },
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
    /** What a programme's conditions on money and year are checked against. */
    funding: {
      type: 'object',
      section: 'numbers',
      shape: {
        applicationFy: { type: 'integer' },
        totalYen: { type: 'integer' },
        subsidyYen: { type: 'integer' },
        note: { type: 'text' },
      },
    },
    answers: {
      type: 'objects',
      search: 'body',
      section: 'text',
      shape: {
        question: { type: 'choice', choices: sectorQuestions },
        answer: { type: 'languageText' },
        date: { type: 'date' },
      },
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
