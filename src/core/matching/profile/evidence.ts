import { fiscalYearEnd, lastDay, yearsBetween } from '../dates.ts';
import { compareText, sortedSet } from '../order.ts';
import type { EvidenceLevel, MatchingSettings } from '../settings.ts';
import type {
  EvidenceKind,
  FollowUpRecord,
  MatchingRecord,
  ProjectRecord,
  SolutionRecord,
  StudyRecord,
} from '../types.ts';
import type { OrganisationSources, SourceTable } from './sources.ts';

/** One stored record that shows something done (or stalled), as proof for its concepts. */
export interface EvidenceItem {
  readonly kind: EvidenceKind;
  readonly id: string;
  readonly level: EvidenceLevel;
  readonly concepts: readonly string[];
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  /** The date it counts from, as stored; undefined when its age had to be assumed. */
  readonly date?: string;
  readonly confirmed: boolean;
  /** 2^(−age / half-life) × (1 or the factor for unconfirmed). */
  readonly trust: number;
  /** q × trust. */
  readonly strength: number;
}

/** All evidence of one organisation, in order of kind and id. */
export function collectEvidence(
  sources: OrganisationSources,
  table: SourceTable,
  settings: MatchingSettings,
  today: number,
): EvidenceItem[] {
  const ownHost = hostOf(sources.organisation.url);
  const items: EvidenceItem[] = [];
  const push = (
    kind: EvidenceKind,
    record: MatchingRecord,
    level: EvidenceLevel,
    concepts: readonly string[],
    places: { cities: readonly string[]; countries: readonly string[] },
    date: string | undefined,
  ): void => {
    const confirmed = isConfirmed(record, ownHost);
    const trust = trustOf(date, confirmed, settings, today);
    const day = lastDay(date);
    items.push({
      kind,
      id: record.id,
      level,
      concepts,
      cities: places.cities,
      countries: places.countries,
      ...(day === undefined ? {} : { date }),
      confirmed,
      trust,
      strength: settings.strength.levels[level] * trust,
    });
  };

  for (const solution of sources.solutions) {
    const level = solutionLevel(solution);
    if (level === 'claim') continue;
    const concepts = sortedSet([...(solution.technologies ?? []), ...(solution.challenges ?? [])]);
    push(
      'solution',
      solution,
      level,
      concepts,
      solutionPlaces(solution, table),
      solution.reviewDate ?? undefined,
    );
  }
  for (const study of sources.studies) {
    const level = studyLevel(study, table.followUpsOf.get(study.id) ?? []);
    if (level === undefined) continue;
    push('study', study, level, studyConcepts(study), studyPlaces(study, table), studyDate(study));
  }
  for (const followUp of sources.followUps) {
    if (followUp.status !== 'done') continue;
    const study = table.studies.get(followUp.study ?? '');
    const project = table.projects.get(followUp.project ?? '');
    const stalled = isStalled(table.followUpsOf.get(study?.id ?? project?.id ?? '') ?? []);
    const concepts = sortedSet([
      ...(study ? studyConcepts(study) : []),
      ...(project ? projectConcepts(project, table) : []),
    ]);
    const places = followUp.city
      ? placesOf([followUp.city], [], table)
      : study
        ? studyPlaces(study, table)
        : placesOf(project?.cities ?? [], [], table);
    push(
      'followUp',
      followUp,
      stalled ? 'stalled' : 'followUp',
      concepts,
      places,
      followUp.date ?? undefined,
    );
  }
  for (const project of sources.projects) {
    const level = projectLevel(project, table.followUpsOf.get(project.id) ?? []);
    if (level === undefined) continue;
    const places = placesOf(project.cities ?? [], [], table);
    push('project', project, level, projectConcepts(project, table), places, projectDate(project));
  }
  for (const precedent of sources.precedents) {
    const concepts = sortedSet([...(precedent.technologies ?? []), ...(precedent.challenges ?? [])]);
    const date = precedent.fiscalYear ? fiscalYearEnd(precedent.fiscalYear) : undefined;
    push('precedent', precedent, 'pilot', concepts, placesOf([], [precedent.country ?? 'JP'], table), date);
  }
  return items.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.id, b.id));
}

/** Factor for age and confirmation. */
export function trustOf(
  date: string | undefined,
  confirmed: boolean,
  settings: MatchingSettings,
  today: number,
): number {
  const day = lastDay(date);
  const age = day === undefined ? settings.strength.undatedYears : yearsBetween(day, today);
  return 2 ** (-age / settings.strength.halfLifeYears) * (confirmed ? 1 : settings.strength.unconfirmed);
}

/** A third party confirms: stated in a primary document, or on a page that is not the organisation's own. */
export function isConfirmed(record: MatchingRecord, ownHost: string | undefined): boolean {
  if (record.confidence === 'document') return true;
  return (record.sources ?? []).some((source) => {
    if (source.url?.startsWith('doc:')) return true;
    const host = hostOf(source.url);
    return host !== undefined && !sameSite(host, ownHost);
  });
}

/** Host name of a web address, without `www.`. */
export function hostOf(url: string | null | undefined): string | undefined {
  return /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase();
}

function sameSite(host: string, own: string | undefined): boolean {
  return own !== undefined && (host === own || host.endsWith(`.${own}`) || own.endsWith(`.${host}`));
}

function solutionLevel(solution: SolutionRecord): EvidenceLevel {
  if (solution.maturity === 'deployed') return distinctSites(solution) >= 2 ? 'rollOut' : 'deployment';
  if (solution.maturity === 'pilot') return 'pilot';
  return solution.reviewDate ? 'reviewed' : 'claim';
}

function distinctSites(solution: SolutionRecord): number {
  return sortedSet(
    (solution.where ?? []).map((place) => place.city ?? place.placeText ?? place.country ?? undefined),
  ).length;
}

function studyLevel(study: StudyRecord, followUps: readonly FollowUpRecord[]): EvidenceLevel | undefined {
  if (study.recordType === 'batch' || study.recordType === 'theme') return undefined;
  if (isStalled(followUps) || study.status === 'stopped' || study.status === 'cancelled') return 'stalled';
  return study.status === 'completed' ? 'study' : 'ongoing';
}

/** The latest dated step was to drop it. */
function isStalled(followUps: readonly FollowUpRecord[]): boolean {
  let latest: FollowUpRecord | undefined;
  for (const followUp of followUps) {
    if (followUp.status !== 'done' && followUp.status !== 'dropped') continue;
    const order = latest
      ? (lastDay(followUp.date) ?? Number.NEGATIVE_INFINITY) -
        (lastDay(latest.date) ?? Number.NEGATIVE_INFINITY)
      : 1;
    // On one day a step that went on wins over one that was dropped.
    if (order > 0 || (!(order < 0) && followUp.status === 'done')) latest = followUp;
  }
  return latest?.status === 'dropped';
}

function projectLevel(
  project: ProjectRecord,
  followUps: readonly FollowUpRecord[],
): EvidenceLevel | undefined {
  if (project.stage === 'stopped' || isStalled(followUps)) return 'stalled';
  switch (project.stage) {
    case 'study':
      return 'ongoing';
    case 'follow-up':
    case 'supported':
      return 'followUp';
    case 'implementation':
      return 'deployment';
    case 'roll-out':
      return 'rollOut';
    default:
      return undefined;
  }
}

function studyConcepts(study: StudyRecord): string[] {
  return sortedSet([...(study.technologies ?? []), ...(study.challenges ?? [])]);
}

function projectConcepts(project: ProjectRecord, table: SourceTable): string[] {
  const studies = (project.studies ?? []).flatMap((id) => {
    const study = table.studies.get(id);
    return study ? studyConcepts(study) : [];
  });
  const needs = (project.needs ?? []).flatMap((id) => {
    const need = table.needs.get(id);
    return need ? [...(need.technologies ?? []), ...(need.challenges ?? [])] : [];
  });
  return sortedSet([...studies, ...needs]);
}

function studyDate(study: StudyRecord): string | undefined {
  if (study.period?.end) return study.period.end;
  if (study.fiscalYear) return fiscalYearEnd(study.fiscalYear);
  return study.period?.start ?? undefined;
}

function projectDate(project: ProjectRecord): string | undefined {
  const dates = (project.stageHistory ?? []).flatMap((step) => (step.date ? [step.date] : []));
  return dates.sort((a, b) => (lastDay(a) ?? 0) - (lastDay(b) ?? 0) || compareText(a, b)).at(-1);
}

function placesOf(
  cities: readonly string[],
  countries: readonly string[],
  table: SourceTable,
): { cities: string[]; countries: string[] } {
  if (cities.length === 0) return { cities: [], countries: sortedSet(countries) };
  return {
    cities: sortedSet(cities),
    countries: sortedSet([...countries, ...cities.map((city) => table.cities.get(city)?.country)]),
  };
}

function studyPlaces(study: StudyRecord, table: SourceTable): { cities: string[]; countries: string[] } {
  return placesOf(study.cities ?? [], study.countries ?? [], table);
}

/** Where a solution was put to use. */
export function solutionPlaces(
  solution: SolutionRecord,
  table: SourceTable,
): { cities: string[]; countries: string[] } {
  const cities: string[] = [];
  const countries: string[] = [];
  for (const { city, country } of solution.where ?? []) {
    if (city) cities.push(city);
    if (country) countries.push(country);
  }
  return placesOf(cities, countries, table);
}
