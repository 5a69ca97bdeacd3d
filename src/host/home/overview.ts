import type { MouRow } from '#contract/domainSchemas.ts';
import type { HomeRow } from '#contract/schemas.ts';
import { addDays, earliestDay } from '#core/calendar/days.ts';
import { countDue, type WorkItem } from '#core/followUps/workList.ts';
import { type KindName, kindNames, type LanguageMap } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { deletedField } from '#core/ledger/operation.ts';
import { tableOf } from '#db/columns.ts';
import { statusField } from '#db/queries/links.ts';
import type { Statements } from '#db/statements.ts';
import { readMous } from '../mous/readMous.ts';

const mostRows = 20;
/** Follow-ups due within this many days are shown before they are late. */
const dueSoonDays = 30;

/** What needs attention, as of the reader's calendar day (`YYYY-MM-DD`). */
export function readOverview(statements: Statements, today: string) {
  const mous = readMous(statements, 'private', today);
  return {
    counts: countKinds(statements),
    followUpsDue: readRows(
      statements,
      'followUp',
      `(kind.status IS NULL OR kind.status IN ('planned', 'waiting')) AND coalesce(kind.due, kind.date) <= ?`,
      'coalesce(kind.due, kind.date)',
      'ASC',
      [addDays(today, dueSoonDays)],
    ),
    followUpsByTime: countFollowUps(statements, today),
    expiringMous: mous
      .filter(({ standing }) => standing === 'expiring')
      .sort((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : a.id < b.id ? -1 : 1))
      .slice(0, mostRows)
      .map((mou) => mouRow(statements, mou)),
    // Exactly those of the list that the count leads to, which is filtered by these two fields.
    mousWithoutEnd: mous.filter(
      ({ validUntil, status }) =>
        validUntil === undefined && ['in-force', 'signed', 'agreed'].includes(status ?? ''),
    ).length,
    comingEvents: readRows(
      statements,
      'event',
      'coalesce(kind."end", kind.start) >= ?',
      'kind.start',
      'ASC',
      [today],
    ),
    recentEvents: readRows(statements, 'event', 'kind.start < ?', 'kind.start', 'DESC', [today]).slice(0, 5),
    funnel: readFunnel(statements),
    studiesByFiscalYear: statements.all<{ fiscalYear: number; count: number }>(
      `SELECT fiscal_year AS fiscalYear, count(*) AS count FROM record
       WHERE kind = 'study' AND deleted_at IS NULL AND fiscal_year IS NOT NULL GROUP BY 1 ORDER BY 1`,
    ),
    offers: countOffers(statements),
  };
}

export function countKinds(statements: Statements): Partial<Record<KindName, number>> {
  const rows = statements.all<{ kind: KindName; count: number }>(
    'SELECT kind, count(*) AS count FROM record WHERE deleted_at IS NULL GROUP BY kind',
  );
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
}

function readRows(
  statements: Statements,
  kind: KindName,
  condition: string,
  date: string,
  direction: 'ASC' | 'DESC',
  parameters: readonly string[],
): HomeRow[] {
  const status = statusField(kind);
  const rows = statements.all<{ id: string; label: string; date: string | null; status: string | null }>(
    `SELECT record.id, record.label, ${date} AS date, ${status ? `kind."${status}"` : 'NULL'} AS status
     FROM record JOIN ${tableOf(kind).table} AS kind ON kind.id = record.id
     WHERE record.kind = '${kind}' AND record.deleted_at IS NULL AND (${condition})
     ORDER BY ${date} ${direction}, record.id LIMIT ${mostRows}`,
    ...parameters,
  );
  return rows.map((row) => ({
    id: row.id,
    kind,
    label: JSON.parse(row.label) as LanguageMap,
    ...(row.date ? { date: row.date } : {}),
    ...(row.status ? { status: row.status } : {}),
    context: readContext(statements, row.id),
  }));
}

function readContext(statements: Statements, id: string): HomeRow['context'] {
  return statements
    .all<{ id: string; kind: KindName; label: string }>(
      `SELECT DISTINCT record.id, record.kind, record.label FROM link JOIN record ON record.id = link.to_id
       WHERE link.from_id = ? AND record.kind IN ('city', 'country', 'study', 'organisation')
         AND record.deleted_at IS NULL
       ORDER BY CASE record.kind WHEN 'city' THEN 0 WHEN 'study' THEN 1 WHEN 'organisation' THEN 2 ELSE 3 END
       LIMIT 3`,
      id,
    )
    .map((row) => ({ ...row, label: JSON.parse(row.label) as LanguageMap }));
}

function countFollowUps(statements: Statements, today: string) {
  const open = statements.all<WorkItem>(
    `SELECT kind.due, kind.date, kind.status FROM record JOIN follow_up AS kind ON kind.id = record.id
     WHERE record.kind = 'followUp' AND record.deleted_at IS NULL
       AND (kind.status IS NULL OR kind.status IN ('planned', 'waiting'))`,
  );
  return countDue(open, today);
}

/** How many records stand at each step, and how many cities they reach. */
function readFunnel(statements: Statements) {
  return (['need', 'study', 'followUp', 'project'] as const).map((step) => {
    const found = statements.get<{ count: number; cities: number }>(
      `SELECT count(DISTINCT record.id) AS count, count(DISTINCT city.id) AS cities
       FROM record LEFT JOIN link ON link.from_id = record.id AND link.field IN ('city', 'cities')
       LEFT JOIN city ON city.id = link.to_id
       WHERE record.kind = ? AND record.deleted_at IS NULL`,
      step,
    );
    return { step, count: found?.count ?? 0, cities: found?.cities ?? 0 };
  });
}

/** The first day that the end of a memorandum can mean. */
function endOf({ validUntil }: MouRow): string {
  return earliestDay(validUntil) ?? '';
}

function mouRow(statements: Statements, { id, label, validUntil, status }: MouRow): HomeRow {
  return {
    id,
    kind: 'mou',
    label,
    ...(validUntil ? { date: validUntil } : {}),
    ...(status ? { status } : {}),
    context: readContext(statements, id),
  };
}

/** Fields where more than one value waits for a person. */
function countOffers(statements: Statements): number {
  const found = statements.get<{ count: number }>(
    `SELECT count(*) AS count FROM contested JOIN record ON record.id = contested.record_id
     WHERE record.deleted_at IS NULL AND contested.field NOT IN (${uncontested})`,
  );
  return found?.count ?? 0;
}

/** Fields where nothing is offered, as SQL texts: a removal, and those where the newer value stands without asking. */
const uncontested = kindNames
  .flatMap((kind) => Object.entries(fieldsOf(kind)))
  .filter(([, definition]) => definition.newestStands)
  .map(([field]) => field)
  .concat(deletedField)
  .map((field) => `'${field}'`)
  .join(', ');
