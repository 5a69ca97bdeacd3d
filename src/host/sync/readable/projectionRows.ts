import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { Statements } from '#db/statements.ts';
import type { RefusedValue } from './foreignEdits.ts';

/** What this device remembers of a record's entity in a tenant. */
export interface ProjectionRow {
  /** The entity's digest when nothing was left to do about it. */
  readonly seen: string | null;
  /** The digest of the text in which it came then. */
  readonly answer: string | null;
  readonly missing: number;
  readonly keptOut: number;
}

/** The rows of these records, by record. */
export function readRows(
  statements: Statements,
  space: number,
  recordIds: readonly string[],
): ReadonlyMap<string, ProjectionRow> {
  const rows = statements.all<ProjectionRow & { readonly recordId: string }>(
    `SELECT record_id AS recordId, seen, answer, missing, kept_out AS keptOut FROM sync_projection
     WHERE space = ? AND record_id IN (SELECT value FROM json_each(?)) AND kind <> ''`,
    space,
    JSON.stringify(recordIds),
  );
  return new Map(rows.map((row) => [row.recordId, row]));
}

/** The same entity has come in other words than before. */
export function noteAnswer(
  statements: Statements,
  space: number,
  recordId: string,
  seen: string,
  answer: string | undefined,
) {
  statements.run(
    'UPDATE sync_projection SET answer = ? WHERE space = ? AND record_id = ? AND seen = ?',
    answer ?? null,
    space,
    recordId,
    seen,
  );
}

/**
 * @param seen its digest when nothing is left to do about it; null: to be looked at again
 * @param answer the digest of the text in which it came
 */
export function noteStanding(
  statements: Statements,
  space: number,
  recordId: string,
  kind: KindName,
  seen: string | null,
  answer: string | undefined,
) {
  statements.run(
    `INSERT INTO sync_projection (space, record_id, kind, seen, answer) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (space, record_id) DO UPDATE SET kind = excluded.kind, seen = excluded.seen,
       answer = excluded.answer, missing = 0, missing_since = NULL, kept_out = 0`,
    space,
    recordId,
    kind,
    seen,
    answer ?? null,
  );
}

export function noteCreating(statements: Statements, space: number, recordId: string, kind: KindName) {
  statements.run(
    `INSERT INTO sync_projection (space, record_id, kind, missing) VALUES (?, ?, ?, -1)
     ON CONFLICT (space, record_id) DO UPDATE SET kind = excluded.kind, missing = -1 WHERE kind = ''`,
    space,
    recordId,
    kind,
  );
}

/** One sweep more that did not find it. */
export function noteMissing(statements: Statements, space: number, recordId: string) {
  statements.run(
    `UPDATE sync_projection SET missing = missing + 1, seen = NULL, missing_since = coalesce(missing_since, ?)
     WHERE space = ? AND record_id = ?`,
    new Date().toISOString(),
    space,
    recordId,
  );
}

export function noteGuessed(statements: Statements, space: number, recordId: string) {
  statements.run(
    `INSERT INTO sync_projection (space, record_id, kind, missing) VALUES (?, ?, '', 1)
     ON CONFLICT (space, record_id) DO UPDATE SET missing = missing + 1 WHERE kind = ''`,
    space,
    recordId,
  );
}

/** Something of the record was withdrawn: its entities have to be looked at again. */
export function forgetSeen(statements: Statements, recordId: string) {
  statements.run('UPDATE sync_projection SET seen = NULL WHERE record_id = ?', recordId);
}

/** Values that others wrote and that were not taken, so that a person can read them. */
export function keepRefused(
  statements: Statements,
  space: number,
  recordId: string,
  refused: readonly RefusedValue[],
) {
  if (refused.length === 0) return;
  statements.run(
    'UPDATE sync_projection SET refused = ? WHERE space = ? AND record_id = ?',
    JSON.stringify(refused.slice(0, mostKept)),
    space,
    recordId,
  );
}

const mostKept = 50;
