import type { LanguageMap } from '#core/kinds/fieldTypes.ts';

/** What a match or a team becomes when it is taken up. */
export interface ProjectPlan {
  readonly title: string;
  readonly description: string;
  readonly followUpTitle: string;
  /** Language of the texts. */
  readonly language: string;
  readonly needs: readonly string[];
  readonly studies: readonly string[];
  readonly cities: readonly string[];
  readonly organisations: readonly { readonly organisation: string; readonly role?: string | undefined }[];
  /** The reader's day, `YYYY-MM-DD`. */
  readonly today: string;
  /** When the first step is due; two weeks on when nobody said. */
  readonly due?: string | undefined;
  /** The organisation that takes it. */
  readonly responsible?: string | undefined;
}

/** Days until somebody should have spoken to those concerned. */
export const firstStepDays = 14;

/** The values of a new project in the stage "matched". Empty lists are left unknown. */
export function projectValues(plan: ProjectPlan): Record<string, unknown> {
  return withoutEmpty({
    title: inLanguage(plan, plan.title),
    description: inLanguage(plan, plan.description),
    stage: 'matched',
    stageHistory: [{ stage: 'matched', date: plan.today }],
    needs: unique(plan.needs),
    studies: unique(plan.studies),
    cities: unique(plan.cities),
    organisations: plan.organisations.map(({ organisation, role }) =>
      role === undefined ? { organisation } : { organisation, role },
    ),
  });
}

/** The values of its first follow-up. A follow-up has one city; with several the project names them. */
export function followUpValues(plan: ProjectPlan, projectId: string): Record<string, unknown> {
  const [city, ...others] = unique(plan.cities);
  return withoutEmpty({
    title: inLanguage(plan, plan.followUpTitle),
    project: projectId,
    status: 'planned',
    due: plan.due ?? dayAfter(plan.today, firstStepDays),
    ...(plan.responsible === undefined ? {} : { responsible: plan.responsible }),
    ...(city !== undefined && others.length === 0 ? { city } : {}),
  });
}

function inLanguage(plan: ProjectPlan, text: string): LanguageMap {
  return { [plan.language]: text };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

/** The day so many days after an ISO day. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
