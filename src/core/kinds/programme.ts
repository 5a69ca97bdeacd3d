import { conditionRegions, conditionTests, organisationTypes, projectStages } from './choices.ts';
import { defineKind } from './defineKind.ts';

export const programme = defineKind({
  kind: 'programme',
  label: 'name',
  defaultVisibility: 'public',
  fields: {
    name: { type: 'languageText', search: 'title', section: 'identity', required: true, column: true },
    formerNames: { type: 'languageTexts', search: 'alias', section: 'identity' },
    type: { type: 'choice', choices: ['programme', 'platform'], filter: true, section: 'identity' },
    category: {
      type: 'choice',
      choices: ['overseas', 'domestic-joint-review', 'domestic-other', 'infrastructure', 'platform'],
      filter: true,
      column: true,
      section: 'identity',
    },
    status: {
      type: 'choice',
      choices: ['ongoing', 'ended', 'succeeded', 'evolved', 'unknown'],
      filter: true,
      column: true,
      section: 'facts',
    },
    owner: {
      type: 'object',
      column: true,
      search: 'body',
      section: 'facts',
      shape: { ministry: { type: 'languageText' }, bureau: { type: 'languageText' } },
    },
    contactOrganisation: { type: 'languageText', search: 'body', section: 'facts' },
    years: {
      type: 'object',
      column: true,
      section: 'facts',
      shape: { startFy: { type: 'integer' }, endFy: { type: 'integer' } },
    },
    inDocuments: { type: 'boolean', section: 'facts' },
    subsidy: {
      type: 'object',
      section: 'facts',
      shape: {
        type: { type: 'text' },
        rate: { type: 'text' },
        capYen: { type: 'integer' },
        tiers: { type: 'json' },
        note: { type: 'text' },
      },
    },
    budgets: {
      type: 'objects',
      section: 'numbers',
      shape: {
        fy: { type: 'integer' },
        stage: { type: 'text' },
        amountOkuYen: { type: 'number' },
        partOfLargerBudget: { type: 'boolean' },
        note: { type: 'text' },
      },
    },
    selections: {
      type: 'objects',
      section: 'numbers',
      shape: {
        fy: { type: 'integer' },
        count: { type: 'integer' },
        implementationYear: { type: 'integer' },
        note: { type: 'text' },
      },
    },
    members: {
      type: 'objects',
      section: 'numbers',
      shape: {
        asOf: { type: 'text' },
        count: { type: 'integer' },
        label: { type: 'languageText' },
        note: { type: 'text' },
      },
    },
    regionalProjects: {
      type: 'object',
      section: 'numbers',
      shape: {
        period: { type: 'languageText' },
        areas: { type: 'integer' },
        projects: { type: 'integer' },
        note: { type: 'text' },
        byRegion: { type: 'json' },
      },
    },
    /** What `eligibility` and `subsidy` say in a form that a project can be checked against (core/eligibility). */
    conditions: {
      type: 'objects',
      section: 'text',
      shape: {
        test: { type: 'choice', choices: conditionTests },
        region: { type: 'choice', choices: conditionRegions },
        organisationType: { type: 'choice', choices: organisationTypes },
        role: { type: 'text' },
        stage: { type: 'choice', choices: projectStages },
        startFy: { type: 'integer' },
        endFy: { type: 'integer' },
        /** At least so many sectors; at most this share of the cost for a subsidy. */
        number: { type: 'number' },
        /** The programme's own words that the condition was read from. */
        wording: { type: 'languageText' },
        question: { type: 'languageText' },
      },
    },
    eligibility: { type: 'languageTexts', search: 'body', section: 'text' },
    supports: { type: 'languageTexts', search: 'body', section: 'text' },
    priorityItems: { type: 'languageTexts', search: 'body', section: 'text' },
    reviewPoints: { type: 'languageTexts', search: 'body', section: 'text' },
    lessons: { type: 'languageTexts', search: 'body', section: 'text' },
    policyBasis: { type: 'languageTexts', search: 'body', section: 'text' },
    predecessorIds: { type: 'references', to: ['programme'], section: 'relations' },
    successorIds: { type: 'references', to: ['programme'], section: 'relations' },
  },
});
