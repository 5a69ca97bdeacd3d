import { daySpan, daysFrom } from '../calendar/days.ts';
import { fiscalYearOfDay, fiscalYearSpan } from '../calendar/fiscalYear.ts';
import { stageEntries } from '../projects/stageHistory.ts';

/** What became of a study. */
export type AfterlifeState = 'running' | 'none' | 'followUp' | 'project' | 'roll-out';

export interface AfterlifeStep {
  readonly type: 'followUp' | 'stage';
  /** Of the follow-up or the project. */
  readonly id: string;
  /** ISO date as it is known. */
  readonly date: string;
  /** The stage that a project came to, or the state of a follow-up. */
  readonly state?: string;
  /** Still to be done: the date is that by which it should be. */
  readonly planned: boolean;
}

/** A time in which nothing is recorded, longer than it should be. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** It goes on. */
  readonly open: boolean;
}

export interface Afterlife {
  readonly state: AfterlifeState;
  /** First and last day of the study, as far as known. */
  readonly start?: string;
  readonly end?: string;
  /** The end is that of the fiscal year, because no date is recorded. */
  readonly endAssumed: boolean;
  /** Dated steps, the earliest first. */
  readonly steps: readonly AfterlifeStep[];
  readonly gaps: readonly Gap[];
  /** The last day of which something is recorded, once the study is over; and the days since. */
  readonly silentSince?: string;
  readonly silentDays?: number;
}

export interface AfterlifeStudy {
  readonly [field: string]: unknown;
  readonly fiscalYear?: unknown;
  readonly implementationYear?: unknown;
  readonly period?: unknown;
  readonly status?: unknown;
}

export interface AfterlifeFollowUp {
  readonly id: string;
  readonly date?: unknown;
  readonly due?: unknown;
  readonly status?: unknown;
}

export interface AfterlifeProject {
  readonly id: string;
  readonly stage?: unknown;
  readonly stageHistory?: unknown;
}

/** A year without a recorded step is a gap. */
export const gapDays = 365;

/**
 * The line from a study over its follow-ups and projects to roll-out, with the times of which nothing is recorded.
 * @param today the reader's day
 */
export function afterlifeOf(
  study: AfterlifeStudy,
  followUps: readonly AfterlifeFollowUp[],
  projects: readonly AfterlifeProject[],
  today: string,
): Afterlife {
  const { start, end, endAssumed } = periodOf(study);
  const steps = [...followUps.flatMap(followUpStep), ...projects.flatMap(stageSteps)].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1,
  );
  const isRunning = study.status === 'ongoing' || study.status === 'adopted';
  const isOver = !isRunning && end !== undefined && end <= today;
  // What is dated before the study's end belongs to it; the silence can only begin after.
  const days = steps
    .filter(({ planned }) => !planned)
    .map(({ date }) => daySpan(date)?.last ?? date)
    .map((day) => (end && day < end ? end : day))
    .filter((day) => day <= today)
    .sort();
  const silentSince = isOver ? (days.at(-1) ?? end) : undefined;
  return {
    state: stateOf(isOver, followUps, projects),
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    endAssumed,
    steps,
    gaps: isOver && end ? gapsBetween([end, ...days], today) : [],
    ...(silentSince ? { silentSince, silentDays: daysFrom(silentSince, today) } : {}),
  };
}

function stateOf(
  isOver: boolean,
  followUps: readonly AfterlifeFollowUp[],
  projects: readonly AfterlifeProject[],
): AfterlifeState {
  if (projects.some(reachedRollOut)) return 'roll-out';
  if (projects.length > 0) return 'project';
  if (followUps.some(({ status }) => status !== 'dropped')) return 'followUp';
  return isOver ? 'none' : 'running';
}

function reachedRollOut(project: AfterlifeProject): boolean {
  return [project.stage, ...stageEntries(project.stageHistory).map(({ stage }) => stage)].includes(
    'roll-out',
  );
}

function periodOf(study: AfterlifeStudy): { start?: string; end?: string; endAssumed: boolean } {
  const period = (study.period ?? {}) as { start?: unknown; end?: unknown };
  const year = [study.implementationYear, study.fiscalYear].find((value) => typeof value === 'number');
  const fiscal = typeof year === 'number' ? fiscalYearSpan(year) : undefined;
  const start = daySpan(period.start)?.first ?? fiscal?.first;
  const known = daySpan(period.end)?.last;
  // A start after the named fiscal year means that the study ran at least through the year in which it began.
  const assumed = fiscal && start && start > fiscal.last ? fiscalYearSpan(fiscalYearOfDay(start)) : fiscal;
  const end = known ?? assumed?.last;
  return { ...(start ? { start } : {}), ...(end ? { end } : {}), endAssumed: known === undefined };
}

function followUpStep(followUp: AfterlifeFollowUp): AfterlifeStep[] {
  const { id, status } = followUp;
  if (status === 'dropped') return [];
  const done = status === 'done';
  const date = done ? (followUp.date ?? followUp.due) : (followUp.due ?? followUp.date);
  if (typeof date !== 'string' || !daySpan(date)) return [];
  return [
    { type: 'followUp', id, date, planned: !done, ...(typeof status === 'string' ? { state: status } : {}) },
  ];
}

function stageSteps(project: AfterlifeProject): AfterlifeStep[] {
  return stageEntries(project.stageHistory).flatMap(({ stage, date }) =>
    stage && date && daySpan(date)
      ? [{ type: 'stage', id: project.id, date, state: stage, planned: false } as const]
      : [],
  );
}

function gapsBetween(days: readonly string[], today: string): Gap[] {
  const points = [...days, today];
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const length = daysFrom(from, to);
    return length > gapDays ? [{ from, to, days: length, open: index === points.length - 2 }] : [];
  });
}
