import { host } from '#ui/host/client.ts';
import { followUpValues, type ProjectPlan, projectValues } from './projectValues.ts';

/** What was written, for opening it and for taking it back: the latest change first. */
export interface SavedProject {
  readonly id: string;
  readonly changes: readonly string[];
}

/**
 * Writes the follow-up after the project that it belongs to; without the follow-up there is no project either.
 * @param existing a project to which the organisations and needs are added, instead of a new one
 */
export async function saveProject(plan: ProjectPlan, existing: string | undefined): Promise<SavedProject> {
  const cities = plan.cities.length > 0 ? plan.cities : await citiesOf([...plan.needs, ...plan.studies]);
  const complete = { ...plan, cities };
  const written = existing === undefined ? await create(complete) : await join(existing, complete);
  try {
    const followUp = await host.registry.create({
      kind: 'followUp',
      values: followUpValues(complete, written.id),
      language: plan.language,
    });
    return { id: written.id, changes: [...named([followUp.changeId]), ...written.changes] };
  } catch (error) {
    for (const changeId of written.changes) await host.registry.undo({ changeId });
    throw error;
  }
}

async function create(plan: ProjectPlan): Promise<SavedProject> {
  const { language } = plan;
  const made = await host.registry.create({ kind: 'project', values: projectValues(plan), language });
  return { id: made.id, changes: named([made.changeId]) };
}

/** Adds to the lists as they are by now: a member that is there already stays as it is. */
async function join(id: string, plan: ProjectPlan): Promise<SavedProject> {
  const { language } = plan;
  const { record } = await host.registry.get({ id });
  const there = new Set(
    ((record.organisations ?? []) as readonly { organisation?: string }[]).map((part) => part.organisation),
  );
  const values = projectValues(plan) as { organisations?: { organisation: string }[]; needs?: string[] };
  const members = (values.organisations ?? []).filter(({ organisation }) => !there.has(organisation));
  const changes: (string | null)[] = [];
  for (const [field, add] of [
    ['organisations', members],
    ['needs', values.needs ?? []],
  ] as const) {
    if (add.length === 0) continue;
    const { changeId } = await host.registry.amend({ id, field, add: [...add], remove: [], language });
    changes.unshift(changeId);
  }
  return { id, changes: named(changes) };
}

function named(changes: readonly (string | null)[]): string[] {
  return changes.flatMap((changeId) => (changeId === null ? [] : [changeId]));
}

/** The cities that needs and studies belong to. */
async function citiesOf(ids: readonly string[]): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => host.registry.get({ id })));
  return found.flatMap(({ record }) => [
    ...(typeof record.city === 'string' ? [record.city] : []),
    ...(Array.isArray(record.cities) ? record.cities.map(String) : []),
  ]);
}
