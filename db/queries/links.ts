import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { tableOf } from '../columns.ts';
import type { Statements } from '../statements.ts';

export interface LinkedRow {
  readonly id: string;
  readonly kind: KindName;
  readonly visibility: Visibility;
  readonly label: LanguageMap;
  readonly field: string;
  readonly direction: 'out' | 'in';
  readonly role: string;
  readonly date: string | undefined;
  readonly fiscalYear: number | undefined;
  readonly status: string | undefined;
}

interface RawLink {
  id: string;
  kind: KindName;
  visibility: Visibility;
  label: string;
  field: string;
  direction: 'out' | 'in';
  role: string;
  date: string | null;
  fiscal_year: number | null;
}

/** Everything that a record points to and everything that points to it, latest first within a kind. */
export function readLinks(statements: Statements, id: string): LinkedRow[] {
  const rows = statements.all<RawLink>(
    `SELECT record.id, record.kind, record.visibility, record.label, record.date, record.fiscal_year,
            both.field, both.direction, both.role, record.sort_japanese
     FROM (SELECT to_id AS other, field, 'out' AS direction, role FROM link WHERE from_id = ?
           UNION ALL
           SELECT from_id, field, 'in', role FROM link WHERE to_id = ?) AS both
     JOIN record ON record.id = both.other
     WHERE record.deleted_at IS NULL
     ORDER BY record.kind, record.date DESC NULLS LAST, record.fiscal_year DESC NULLS LAST, record.sort_japanese`,
    id,
    id,
  );
  const statuses = readStatuses(statements, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    visibility: row.visibility,
    label: JSON.parse(row.label) as LanguageMap,
    field: row.field,
    direction: row.direction,
    role: row.role,
    date: row.date ?? undefined,
    fiscalYear: row.fiscal_year ?? undefined,
    status: statuses.get(row.id),
  }));
}

/** The field that says how far a record of this kind has come. */
export function statusField(kind: KindName): string | undefined {
  const candidates = ['status', 'stage', 'state', 'maturity'];
  const { columns } = tableOf(kind);
  return candidates.find((candidate) => columns.some(({ field }) => field === candidate));
}

function readStatuses(statements: Statements, rows: readonly RawLink[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const field = statusField(kind);
    if (!field) continue;
    const ids = JSON.stringify(rows.filter((row) => row.kind === kind).map((row) => row.id));
    const own = statements.all<{ id: string; status: string | null }>(
      `SELECT id, "${field}" AS status FROM ${tableOf(kind).table} WHERE id IN (SELECT value FROM json_each(?))`,
      ids,
    );
    for (const { id, status } of own) if (status !== null) found.set(id, status);
  }
  return found;
}
