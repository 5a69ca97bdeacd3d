import { type ProjectStage, projectStages, type SectorQuestion } from '../kinds/choices.ts';
import type { KindName } from '../kinds/fieldTypes.ts';

/** Asked only of records whose field has one of these values. */
export interface Applies {
  readonly field: string;
  readonly values: readonly string[];
}

interface Asked {
  /** Key of the question's words: `domain.question.<kind>.<id>`, for a sector's question `choices.question.<id>`. */
  readonly id: string;
  readonly kind: KindName;
  /** All of these; none = always asked. */
  readonly when: readonly Applies[];
  /** Asked of records of any of these sectors; none = of all. */
  readonly sectors: readonly string[];
}

/** What a record should say for its stage, and what counts as an answer. */
export type Question =
  /** Any of the record's own fields is known. */
  | (Asked & { readonly type: 'field'; readonly fields: readonly string[] })
  /** Another record points to this one by that field. */
  | (Asked & { readonly type: 'linked'; readonly by: KindName; readonly field: string })
  /** `answers` holds an answer to it. */
  | (Asked & { readonly type: 'answer'; readonly question: SectorQuestion });

/** A project's stage and every later one; a stopped project is asked nothing more. */
function from(stage: ProjectStage): Applies {
  const stages = projectStages.filter((each) => each !== 'stopped');
  return { field: 'stage', values: stages.slice(stages.indexOf(stage as (typeof stages)[number])) };
}

const is = (field: string, ...values: readonly string[]): Applies => ({ field, values });

function ask(kind: KindName, id: string, fields: readonly string[] = [id], ...when: Applies[]): Question {
  return { type: 'field', id, kind, fields, when, sectors: [] };
}

function askLinked(kind: KindName, by: KindName, field: string, ...when: Applies[]): Question {
  return { type: 'linked', id: by, kind, by, field, when, sectors: [] };
}

const singleStudy = is('recordType', 'study');
/** Studies that the ministry follows up itself; those of others are kept as history. */
const ownStudy = is('programme', 'smart-jamp', 'overseas-support', 'non-asean');
const open = is('status', 'planned', 'waiting');
const held = is('status', 'held');

/** What should be known before a study or project of a sector goes on. */
const sectorTable: readonly (readonly [SectorQuestion, ...string[]])[] = [
  ['warning-chain', 'sec.disaster'],
  ['hazard-data', 'sec.disaster'],
  ['operator', 'sec.mobility', 'sec.water', 'sec.waste', 'sec.energy'],
  ['tariff', 'sec.water', 'sec.waste'],
  ['fare-integration', 'sec.mobility'],
  ['traffic-data', 'sec.mobility', 'sec.logistics'],
  ['grid-connection', 'sec.energy'],
  ['waste-flow', 'sec.waste'],
  ['data-owner', 'sec.data-platform', 'sec.egov'],
  ['data-standard', 'sec.data-platform'],
  ['privacy', 'sec.safety', 'sec.health', 'sec.egov', 'sec.fintech'],
  ['land-rights', 'sec.urban-planning'],
  ['maintenance-budget', 'sec.infra-maintenance'],
  ['ghg-baseline', 'sec.environment'],
];

function sectorQuestionsOf(kind: KindName, ...when: readonly Applies[]): Question[] {
  return sectorTable.map(([question, ...sectors]) => ({
    type: 'answer',
    id: question,
    kind,
    question,
    sectors,
    when,
  }));
}

/**
 * To be raised with every change of the table: files keep the completeness of their records, which is then counted anew.
 */
export const QUESTIONS_VERSION = 1;

/** The declared table: every question of every kind, in the order in which a page shows them. */
export const questions: readonly Question[] = [
  ask('country', 'capital'),
  ask('country', 'languages'),
  ask('country', 'currency'),
  ask('country', 'fiscalYearStart'),

  ask('city', 'population'),
  ask('city', 'coordinates', ['lat']),
  ask('city', 'climate'),
  ask('city', 'hazards'),
  ask('city', 'focusAreas'),
  ask('city', 'challenges'),
  ask('city', 'priorityProjects'),
  askLinked('city', 'need', 'city'),

  ask('need', 'place', ['city', 'study']),
  ask('need', 'state'),
  ask('need', 'statedOn'),
  ask('need', 'description'),
  ask('need', 'challenges', ['challenges', 'technologies']),
  ask('need', 'levels'),

  ask('organisation', 'type'),
  ask('organisation', 'homeCountry'),
  ask('organisation', 'industry', ['industry'], is('type', 'company')),
  ask('organisation', 'description'),
  ask('organisation', 'url'),
  ask('organisation', 'solutionAreas', ['solutionAreas'], is('type', 'company')),
  ask('organisation', 'jascaMember', ['jascaMember'], is('type', 'company')),
  askLinked('organisation', 'solution', 'organisation', is('type', 'company')),

  ask('solution', 'description'),
  ask('solution', 'maturity'),
  ask('solution', 'technologies'),
  ask('solution', 'challenges'),
  ask('solution', 'where', ['where'], is('maturity', 'pilot', 'deployed')),

  ask('study', 'fiscalYear'),
  ask('study', 'status'),
  ask('study', 'place', ['cities', 'countries', 'placeText']),
  ask('study', 'counterpart', ['counterpart'], singleStudy),
  ask('study', 'consortium', ['consortium'], singleStudy),
  ask('study', 'period', ['period'], singleStudy),
  ask('study', 'summary'),
  ask('study', 'sectors'),
  askLinked('study', 'followUp', 'study', singleStudy, ownStudy, is('status', 'completed')),
  ...sectorQuestionsOf('study', singleStudy, ownStudy, is('status', 'ongoing', 'completed')),

  ask('followUp', 'about', ['study', 'project', 'city', 'event']),
  ask('followUp', 'status'),
  ask('followUp', 'date', ['date'], is('status', 'done')),
  ask('followUp', 'nextAction', ['nextAction'], open),
  ask('followUp', 'responsible', ['responsible'], open),
  ask('followUp', 'due', ['due'], open),
  ask('followUp', 'outcome', ['outcome'], is('status', 'done')),

  ask('project', 'stage'),
  ask('project', 'description'),
  ask('project', 'cities'),
  ask('project', 'sectors'),
  ask('project', 'needs', ['needs'], from('need')),
  ask('project', 'organisations', ['organisations'], from('matched')),
  ask('project', 'studies', ['studies'], from('study')),
  ask('project', 'programme', ['programme'], from('study')),
  askLinked('project', 'followUp', 'project', from('follow-up')),
  ask('project', 'funding', ['funding'], from('supported')),
  askLinked('project', 'measure', 'project', from('implementation')),
  ...sectorQuestionsOf('project', from('study')),

  ask('mou', 'type'),
  ask('mou', 'start', ['validFrom', 'date']),
  ask(
    'mou',
    'validUntil',
    ['validUntil'],
    is('status', 'in-force', 'signed', 'agreed', 'announced', 'expired-unless-renewed'),
  ),
  ask('mou', 'parties'),
  ask('mou', 'subject'),

  ask('event', 'type'),
  ask('event', 'start'),
  ask('event', 'place', ['place', 'venue', 'mode']),
  ask('event', 'host'),
  ask('event', 'attendees', ['attendees', 'organisations'], held),
  ask('event', 'outcome', ['outcome'], held),

  ask('programme', 'owner'),
  ask('programme', 'status'),
  ask('programme', 'years'),
  ask('programme', 'eligibility'),
  ask('programme', 'supports'),
  ask('programme', 'budgets', ['budgets'], is('type', 'programme')),

  ask('precedent', 'fiscalYear'),
  ask('precedent', 'place'),
  ask('precedent', 'implementer'),
  ask('precedent', 'description'),
  ask('precedent', 'transferLesson'),

  ask('contact', 'organisation'),
  ask('contact', 'role'),
  ask('contact', 'languages'),

  ask('missionNote', 'date'),
  ask('missionNote', 'about'),
  ask('missionNote', 'body'),

  ask('attachment', 'about'),

  ask('mission', 'from'),
  ask('mission', 'cities'),
  ask('mission', 'purpose'),

  ask('verdict', 'verdict'),
  ask('verdict', 'reason'),

  ask('measure', 'about', ['study', 'project']),
  ask('measure', 'unit'),
  ask('measure', 'baseline'),
  ask('measure', 'target'),
  ask('measure', 'targetDate'),
  ask('measure', 'values'),

  ask('concept', 'type'),
];

const byKind = new Map<KindName, Question[]>();
for (const question of questions) {
  const own = byKind.get(question.kind);
  if (own) own.push(question);
  else byKind.set(question.kind, [question]);
}

export function questionsOf(kind: KindName): readonly Question[] {
  return byKind.get(kind) ?? [];
}
