import type { ActivityItem } from '#contract/schemas.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { kindField } from '#core/ledger/operation.ts';
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
  (SELECT id FROM change AS later WHERE later.undoes = change.id LIMIT 1) AS undone_by`;

/** What happened, latest first: to one record, or to the whole registry. */
export function readActivity(
  statements: Statements,
  request: { recordId?: string | undefined; limit: number; before?: number | undefined },
): { items: ActivityItem[]; next?: number } {
  const before = request.before ?? Number.MAX_SAFE_INTEGER;
  const changes = request.recordId
    ? statements.all<ChangeRow>(
        `SELECT ${changeColumns} FROM change JOIN actor ON actor.id = change.actor
         WHERE change.sequence IN (SELECT DISTINCT change FROM operation WHERE record_id = ? AND change < ?
                                   ORDER BY change DESC LIMIT ?)
         ORDER BY change.sequence DESC`,
        request.recordId,
        before,
        request.limit + 1,
      )
    : statements.all<ChangeRow>(
        `SELECT ${changeColumns} FROM change JOIN actor ON actor.id = change.actor
         WHERE change.sequence < ? ORDER BY change.sequence DESC LIMIT ?`,
        before,
        request.limit + 1,
      );
  const shown = changes.slice(0, request.limit);
  const items = shown.map((change) => activityItem(statements, change, request.recordId));
  const last = shown.at(-1);
  return changes.length > request.limit && last ? { items, next: last.sequence } : { items };
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
    .map((change) => activityItem(statements, change, undefined));
}

function activityItem(statements: Statements, change: ChangeRow, recordId: string | undefined): ActivityItem {
  const scope = recordId ? 'AND operation.record_id = ?' : '';
  const parameters = recordId ? [change.sequence, recordId] : [change.sequence];
  const total = statements.get<{ total: number }>(
    `SELECT count(*) AS total FROM operation WHERE change = ? ${scope}`,
    ...parameters,
  );
  const rows = statements.all<EntryRow>(
    `SELECT operation.record_id, operation.field, operation.action, operation.value, operation.previous,
            record.kind, record.label
     FROM operation LEFT JOIN record ON record.id = operation.record_id
     WHERE operation.change = ? ${scope} ORDER BY operation.id LIMIT ${mostEntries}`,
    ...parameters,
  );
  return {
    changeId: change.id,
    at: change.at,
    actor: change.actor,
    ...(change.name ? { actorName: change.name } : {}),
    origin: change.origin,
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
