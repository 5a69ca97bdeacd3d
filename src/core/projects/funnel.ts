import { daySpan, daysFrom } from '../calendar/days.ts';
import { fiscalYearOf } from '../calendar/fiscalYear.ts';
import { type ProjectStage, projectStages } from '../kinds/choices.ts';
import { stageEntries } from './stageHistory.ts';

export interface FunnelProject {
  readonly [field: string]: unknown;
  readonly stage?: unknown;
  readonly stageHistory?: unknown;
}

/** Half of the stays were shorter, half longer. */
export interface StayDays {
  /** Days; null where nothing is known. */
  readonly median: number | null;
  /** How many stays are known by their days. */
  readonly count: number;
}

export interface FunnelStep {
  readonly stage: ProjectStage;
  /** Projects that are or were here, or went past. */
  readonly reached: number;
  /** Projects that are here. */
  readonly now: number;
  /** Share of those that reached the step before; null for the first step, and where nobody reached it. */
  readonly conversion: number | null;
  /** Stays that ended. */
  readonly stayed: StayDays;
  /** Stays that go on, until today. */
  readonly waiting: StayDays;
}

export interface Funnel {
  readonly projects: number;
  readonly steps: readonly FunnelStep[];
  readonly stopped: {
    readonly count: number;
    readonly after: Readonly<Partial<Record<ProjectStage, number>>>;
  };
  /** Projects whose stage nobody recorded. */
  readonly unknown: number;
}

/** The way of a project, without its end. */
export const funnelStages = projectStages.filter((stage) => stage !== 'stopped');

/**
 * How far projects have come. A project that is in a later stage counts as having passed the earlier ones, so that
 * each step has at most as many as the one before. Days are counted between steps whose dates are known to the
 * month at least; a stay that would end before it began is not counted.
 * @param today the reader's day
 */
export function funnelOf(projects: readonly FunnelProject[], today: string): Funnel {
  const furthest = projects.map((project) => Math.max(-1, ...stagesOf(project).map(placeOf)));
  const stays = projects.flatMap((project) => staysOf(project, today));
  const count = (stage: ProjectStage | undefined) =>
    projects.filter((project) => currentStage(project) === stage).length;
  let before: number | undefined;
  const steps = funnelStages.map((stage, place): FunnelStep => {
    const reached = furthest.filter((far) => far >= place).length;
    const conversion = before === undefined || before === 0 ? null : reached / before;
    before = reached;
    const own = stays.filter((stay) => stay.stage === stage);
    return {
      stage,
      reached,
      now: count(stage),
      conversion,
      stayed: daysOf(own.filter(({ ended }) => ended)),
      waiting: daysOf(own.filter(({ ended }) => !ended)),
    };
  });
  const after: Partial<Record<ProjectStage, number>> = {};
  projects.forEach((project, index) => {
    const stage = funnelStages[furthest[index] ?? -1];
    if (currentStage(project) === 'stopped' && stage) after[stage] = (after[stage] ?? 0) + 1;
  });
  return {
    projects: projects.length,
    steps,
    stopped: { count: count('stopped'), after },
    unknown: count(undefined),
  };
}

/** The fiscal year of a project's first dated step: the year whose projects it is counted with. */
export function cohortYear(project: FunnelProject): number | undefined {
  const dates = stageEntries(project.stageHistory).flatMap(({ date }) => daySpan(date)?.last ?? []);
  return fiscalYearOf(dates.sort()[0]);
}

export interface Stay {
  readonly stage: ProjectStage;
  readonly days: number;
  readonly ended: boolean;
}

/** How long a project was in each of its stages, in order; stays without usable dates are left out. */
export function staysOf(project: FunnelProject, today: string): Stay[] {
  const entries = stageEntries(project.stageHistory);
  return entries.flatMap((entry, index) => {
    const stage = known(entry.stage);
    const start = usableDay(entry.date);
    const next = entries[index + 1];
    const end = next ? usableDay(next.date) : today;
    if (!stage || !start || !end || (!next && stage !== currentStage(project))) return [];
    const days = daysFrom(start, end);
    return days < 0 ? [] : [{ stage, days, ended: next !== undefined }];
  });
}

/** The middle value; the mean of the two middle ones for an even number. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function daysOf(stays: readonly Stay[]): StayDays {
  return { median: median(stays.map(({ days }) => days)), count: stays.length };
}

function stagesOf(project: FunnelProject): ProjectStage[] {
  const all = [...stageEntries(project.stageHistory).map(({ stage }) => stage), project.stage];
  return all.map(known).filter((stage) => stage !== undefined);
}

function currentStage(project: FunnelProject): ProjectStage | undefined {
  return known(project.stage);
}

function known(stage: unknown): ProjectStage | undefined {
  return projectStages.find((name) => name === stage);
}

function placeOf(stage: ProjectStage): number {
  return (funnelStages as readonly ProjectStage[]).indexOf(stage);
}

/** A month counts from its first day; a year is too coarse to count days from. */
function usableDay(date: unknown): string | undefined {
  return typeof date === 'string' && date.length >= 7 ? daySpan(date)?.first : undefined;
}
