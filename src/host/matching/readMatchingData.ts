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
  const view = viewOf(statements, audience);
  const tables = Object.entries(kindOfTable).map(([table, kind]) => [table, readKind(view, kind)]);
  return { ...emptyMatchingData, ...(Object.fromEntries(tables) as Partial<MatchingData>) };
}

/** What people said about matches, as far as an audience may see it, with the offers that it may name. */
export function readVerdictData(
  statements: Statements,
  audience: Visibility,
): Pick<MatchingData, 'verdicts' | 'solutions'> {
  const view = viewOf(statements, audience);
  return {
    verdicts: readKind<'verdicts'>(view, 'verdict'),
    solutions: readKind<'solutions'>(view, 'solution'),
  };
}

interface AudienceView {
  readonly statements: Statements;
  readonly visibilities: readonly Visibility[];
  readonly isHidden: (id: string) => boolean;
}

function viewOf(statements: Statements, audience: Visibility): AudienceView {
  const visibilities = visibleTo(audience);
  const visible = readVisibleIds(statements, visibilities);
  return { statements, visibilities, isHidden: (id) => !visible.has(id) };
}

/** The rows of one kind in the shape that the core names for its table. */
function readKind<Table extends keyof typeof kindOfTable>(
  { statements, visibilities, isHidden }: AudienceView,
  kind: (typeof kindOfTable)[Table],
): NonNullable<MatchingData[Table]> {
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
  const rows: readonly object[] = whole.map((item) =>
    withoutBookkeeping(withoutHidden(kind, item, isHidden)),
  );
  return rows as NonNullable<MatchingData[Table]>;
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
