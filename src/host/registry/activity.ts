import type { ActivityItem } from '#contract/schemas.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { type ChangeOrigin, kindField } from '#core/ledger/operation.ts';
import type { Statements } from '#db/statements.ts';

/** Entries shown of one change; an import or the bundle may have thousands. */
const mostEntries = 40;

interface ChangeRow {
  sequence: number;
  id: string;
  at: string;
  actor: string;
  name: string | null;
  origin: string;
  undoes: string | null;
  batch: string | null;
  undone_by: string | null;
}

interface EntryRow {
  record_id: string;
  field: string;
  action: 'set' | 'add' | 'remove';
  value: string | null;
  previous: string | null;
  kind: KindName | null;
  label: string | null;
}

const changeColumns = `change.sequence, change.id, change.at, change.actor, actor.name, change.origin, change.undoes,
  change.batch, (SELECT id FROM change AS later WHERE later.undoes = change.id LIMIT 1) AS undone_by`;

/** Which changes to read; everything that is given must hold. */
export interface ActivityRequest {
  readonly recordId?: string | undefined;
  readonly actor?: string | undefined;
  readonly kind?: KindName | undefined;
  readonly field?: string | undefined;
  readonly batch?: string | undefined;
  readonly origins?: readonly ChangeOrigin[] | undefined;
  /** ISO instants: at or after the first, before the second. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  /** Go on before this sequence number. */
  readonly before?: number | undefined;
}

/** What happened, latest first: to one record, or to the whole registry. */
export function readActivity(
  statements: Statements,
  request: ActivityRequest,
): { items: ActivityItem[]; next?: number } {
  const parts = conditionsOf(request);
  const changes = statements.all<ChangeRow>(
    `SELECT ${changeColumns}
     FROM change JOIN actor ON actor.id = change.actor
     WHERE ${parts.map((part) => part.sql).join(' AND ')} ORDER BY change.sequence DESC LIMIT ?`,
    ...parts.flatMap((part) => part.parameters),
    request.limit + 1,
  );
  const shown = changes.slice(0, request.limit);
  const items = shown.map((change) => activityItem(statements, change, entryConditions(request)));
  const last = shown.at(-1);
  return changes.length > request.limit && last ? { items, next: last.sequence } : { items };
}

interface SqlPart {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

function conditionsOf(request: ActivityRequest): SqlPart[] {
  const before = request.before ?? Number.MAX_SAFE_INTEGER;
  const parts: SqlPart[] = [
    { sql: 'change.sequence < ?', parameters: [before] },
    // What was taken out of the log again leaves a change without operations, of which there is nothing to tell.
    { sql: 'EXISTS (SELECT 1 FROM operation WHERE operation.change = change.sequence)', parameters: [] },
  ];
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) parts.push({ sql: `change.${column} = ?`, parameters: [value] });
  };
  equal('actor', request.actor);
  equal('batch', request.batch);
  if (request.origins) {
    parts.push({
      sql: 'change.origin IN (SELECT value FROM json_each(?))',
      parameters: [JSON.stringify(request.origins)],
    });
  }
  const instant = (text: string) => new Date(text).toISOString();
  if (request.from) parts.push({ sql: 'change.at >= ?', parameters: [instant(request.from)] });
  if (request.until) parts.push({ sql: 'change.at < ?', parameters: [instant(request.until)] });
  const { recordId, kind, field } = request;
  if (recordId !== undefined && field === undefined) {
    parts.push({
      sql: 'change.sequence IN (SELECT change FROM operation WHERE record_id = ?)',
      parameters: [recordId],
    });
  }
  if (kind !== undefined || field !== undefined) {
    const own = [{ sql: 'operation.change = change.sequence', parameters: [] }, ...entryConditions(request)];
    parts.push({
      sql: `EXISTS (SELECT 1 FROM operation LEFT JOIN record ON record.id = operation.record_id
        WHERE ${own.map((part) => part.sql).join(' AND ')})`,
      parameters: own.flatMap((part) => part.parameters),
    });
  }
  return parts;
}

/** Which entries of a change were asked for: of a record, of a kind, of a field. */
function entryConditions({ recordId, kind, field }: ActivityRequest): SqlPart[] {
  const own: SqlPart[] = [];
  if (recordId !== undefined) own.push({ sql: 'operation.record_id = ?', parameters: [recordId] });
  if (kind !== undefined) own.push({ sql: 'record.kind = ?', parameters: [kind] });
  // A map's keys are fields of their own in the log: `name/ja`.
  if (field !== undefined)
    own.push({
      sql: "(operation.field = ? OR (operation.field > ? || '/' AND operation.field < ? || '0'))",
      parameters: [field, field, field],
    });
  return own;
}

/** Who has changed anything, and which imports there were, latest first. */
export function readActivitySources(statements: Statements) {
  const actors = statements.all<{ id: string; name: string | null; changes: number }>(
    `SELECT change.actor AS id, actor.name, count(*) AS changes FROM change JOIN actor ON actor.id = change.actor
     WHERE change.origin <> 'bundled' GROUP BY 1 ORDER BY max(change.sequence) DESC LIMIT 200`,
  );
  const batches = statements.all<{ id: string; at: string; changes: number }>(
    `SELECT batch AS id, min(at) AS at, count(*) AS changes FROM change
     WHERE batch IS NOT NULL AND origin = 'import' GROUP BY 1 ORDER BY max(sequence) DESC LIMIT 200`,
  );
  return {
    actors: actors.map(({ name, ...actor }) => (name ? { ...actor, name } : actor)),
    batches,
  };
}

/** The changes with these sequence numbers, latest first. */
export function readChanges(statements: Statements, sequences: readonly number[]): ActivityItem[] {
  const changes = sequences.flatMap(
    (sequence) =>
      statements.get<ChangeRow>(
        `SELECT ${changeColumns} FROM change JOIN actor ON actor.id = change.actor WHERE change.sequence = ?`,
        sequence,
      ) ?? [],
  );
  return changes
    .toSorted((a, b) => b.sequence - a.sequence)
    .map((change) => activityItem(statements, change, []));
}

/** A change with the entries that were asked for; `more` counts those beyond the ones shown. */
function activityItem(statements: Statements, change: ChangeRow, own: readonly SqlPart[]): ActivityItem {
  const from = `FROM operation LEFT JOIN record ON record.id = operation.record_id
    WHERE ${['operation.change = ?', ...own.map((part) => part.sql)].join(' AND ')}`;
  const parameters = [change.sequence, ...own.flatMap((part) => part.parameters)];
  const total = statements.get<{ total: number }>(`SELECT count(*) AS total ${from}`, ...parameters);
  const rows = statements.all<EntryRow>(
    `SELECT operation.record_id, operation.field, operation.action, operation.value, operation.previous,
            record.kind, record.label
     ${from} ORDER BY operation.id LIMIT ${mostEntries}`,
    ...parameters,
  );
  return {
    changeId: change.id,
    at: change.at,
    actor: change.actor,
    ...(change.name ? { actorName: change.name } : {}),
    origin: change.origin,
    ...(change.batch ? { batch: change.batch } : {}),
    ...(change.undoes ? { undoes: change.undoes } : {}),
    ...(change.undone_by ? { undoneBy: change.undone_by } : {}),
    entries: rows.map((row) => ({
      recordId: row.record_id,
      ...(row.kind ? { kind: row.kind } : {}),
      ...(row.label ? { label: JSON.parse(row.label) as LanguageMap } : {}),
      field: row.field,
      action: row.action,
      ...(row.field === kindField ? {} : beforeAndAfter(statements, row)),
    })),
    more: Math.max(0, (total?.total ?? 0) - rows.length),
  };
}

function beforeAndAfter(statements: Statements, row: EntryRow): { before?: unknown; after?: unknown } {
  const previous = row.previous ? (JSON.parse(row.previous) as string[]) : [];
  const replaced = previous
    .map(
      (id) => statements.get<{ value: string | null }>('SELECT value FROM operation WHERE id = ?', id)?.value,
    )
    .find((value) => value != null);
  return {
    ...(replaced ? { before: JSON.parse(replaced) } : {}),
    ...(row.value ? { after: JSON.parse(row.value) } : {}),
  };
}
