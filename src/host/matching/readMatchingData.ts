import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { emptyMatchingData, type MatchingData } from '#core/matching/index.ts';
import { referencedIds, visibleTo, withoutHidden } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { listRecords } from '#db/queries/list.ts';
import type { Statements } from '#db/statements.ts';

const kindOfTable = {
  concepts: 'concept',
  countries: 'country',
  cities: 'city',
  organisations: 'organisation',
  solutions: 'solution',
  needs: 'need',
  studies: 'study',
  followUps: 'followUp',
  projects: 'project',
  precedents: 'precedent',
  mous: 'mou',
  verdicts: 'verdict',
} as const satisfies Partial<Record<keyof MatchingData, KindName>>;

/** Kinds that an answer rests on. */
export const matchedKinds: readonly KindName[] = Object.values(kindOfTable);

/** Facts about the row, not about the world: an edit that a reader may not see must not move a hash. */
const leftOut = ['kind', 'createdAt', 'updatedAt', 'deletedAt', 'remarks'];
const everyRow = -1;

/**
 * All that matching may use for one audience. What that audience may not see is not in it, neither as a row nor as
 * a mention in another row, so that counts, frequencies and standings cannot give it away.
 */
export function readMatchingData(statements: Statements, audience: Visibility): MatchingData {
  const visibilities = visibleTo(audience);
  const visible = readVisibleIds(statements, visibilities);
  const isHidden = (id: string) => !visible.has(id);
  const tables = Object.entries(kindOfTable).map(([table, kind]) => {
    const { items } = listRecords(statements, {
      kind,
      where: [],
      sort: { field: definitionOf(kind).label, direction: 'ascending' },
      limit: everyRow,
      offset: 0,
      visibilities,
      language: 'en',
      today: tokyoDay(Date.now()),
    });
    // Without the need that it is about, a veto on one need would become a veto on everything.
    const whole = kind === 'verdict' ? items.filter((item) => !referencedIds(item).some(isHidden)) : items;
    return [table, whole.map((item) => withoutBookkeeping(withoutHidden(kind, item, isHidden)))];
  });
  return { ...emptyMatchingData, ...(Object.fromEntries(tables) as Partial<MatchingData>) };
}

function readVisibleIds(statements: Statements, visibilities: readonly Visibility[]): ReadonlySet<string> {
  const rows = statements.all<{ id: string }>(
    `SELECT id FROM record WHERE deleted_at IS NULL
       AND visibility IN (SELECT value FROM json_each(?))`,
    JSON.stringify(visibilities),
  );
  return new Set(rows.map(({ id }) => id));
}

function withoutBookkeeping(record: RegistryRecord): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([field]) => !leftOut.includes(field)));
}
