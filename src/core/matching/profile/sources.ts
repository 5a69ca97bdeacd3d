import { NONE, sortedById } from '../order.ts';
import type {
  CityRecord,
  FollowUpRecord,
  MatchingData,
  MouRecord,
  NeedRecord,
  OrganisationRecord,
  PrecedentRecord,
  ProjectRecord,
  SolutionRecord,
  StudyRecord,
} from '../types.ts';

/** Everything in the data that says something about one organisation. */
export interface OrganisationSources {
  readonly organisation: OrganisationRecord;
  readonly solutions: readonly SolutionRecord[];
  readonly studies: readonly StudyRecord[];
  readonly followUps: readonly FollowUpRecord[];
  readonly projects: readonly ProjectRecord[];
  readonly precedents: readonly PrecedentRecord[];
  readonly mous: readonly MouRecord[];
}

/** Records by id. */
export interface Lookup<Item> {
  get(id: string): Item | undefined;
}

/** The data by id and by organisation; every list in order of id. */
export interface SourceTable {
  readonly organisations: readonly OrganisationRecord[];
  readonly cities: Lookup<CityRecord>;
  readonly needs: Lookup<NeedRecord>;
  readonly studies: Lookup<StudyRecord>;
  readonly projects: Lookup<ProjectRecord>;
  /** All follow-ups of a study or project, by its id. */
  readonly followUpsOf: Lookup<readonly FollowUpRecord[]>;
  sourcesOf(organisation: OrganisationRecord): OrganisationSources;
}

/** Study roles that name whom the study was done for, not who did it. */
const RECEIVING_ROLES = /counterpart|beneficiary|client|recipient/i;

/** Groups the data once. */
export function buildSourceTable(data: MatchingData): SourceTable {
  const group = <Item extends { readonly id: string }>(
    items: readonly Item[],
    keys: (item: Item) => Iterable<string | null | undefined>,
  ): Map<string, Item[]> => {
    const groups = new Map<string, Item[]>();
    for (const item of sortedById(items)) {
      for (const key of keys(item)) {
        if (key === null || key === undefined) continue;
        const list = groups.get(key);
        if (!list) groups.set(key, [item]);
        // A record that names the same twice stands there once.
        else if (list.at(-1) !== item) list.push(item);
      }
    }
    return groups;
  };
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> =>
    new Map(sortedById(items).map((item) => [item.id, item]));

  const solutions = group(data.solutions, (item) => [item.organisation]);
  const studies = group(data.studies, (item) =>
    (item.consortium ?? [])
      .filter((member) => !RECEIVING_ROLES.test(member.role ?? ''))
      .map((member) => member.orgId),
  );
  const projects = group(data.projects, (item) =>
    (item.organisations ?? []).map((part) => part.organisation),
  );
  const precedents = group(data.precedents, (item) => [item.implementerOrgId]);
  const mous = group(data.mous, (item) => (item.parties ?? []).map((party) => party.orgId));
  const followUpsOf = group(data.followUps, (item) => [item.study, item.project]);
  const followUpsBy = group(data.followUps, (item) => [item.responsible]);

  const known = new Map<OrganisationRecord, OrganisationSources>();
  const collect = (organisation: OrganisationRecord): OrganisationSources => {
    const own = studies.get(organisation.id) ?? NONE;
    const ownProjects = projects.get(organisation.id) ?? NONE;
    const followUps = [...(followUpsBy.get(organisation.id) ?? NONE)];
    for (const { id } of own) followUps.push(...(followUpsOf.get(id) ?? NONE));
    for (const { id } of ownProjects) followUps.push(...(followUpsOf.get(id) ?? NONE));
    return {
      organisation,
      solutions: solutions.get(organisation.id) ?? NONE,
      studies: own,
      followUps: followUps.length === 0 ? NONE : sortedById(followUps),
      projects: ownProjects,
      precedents: precedents.get(organisation.id) ?? NONE,
      mous: mous.get(organisation.id) ?? NONE,
    };
  };

  return {
    organisations: sortedById(data.organisations),
    cities: byId(data.cities),
    needs: byId(data.needs),
    studies: byId(data.studies),
    projects: byId(data.projects),
    followUpsOf,
    sourcesOf(organisation) {
      const before = known.get(organisation);
      if (before) return before;
      const sources = collect(organisation);
      known.set(organisation, sources);
      return sources;
    },
  };
}
