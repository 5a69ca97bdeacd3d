import { MusubiError } from '#core/errors/musubiError.ts';
import { type KindName, kindNames, type LanguageMap } from '#core/kinds/fieldTypes.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';
import type { Statements } from '#db/statements.ts';
import type { PlanCounts } from './countPlan.ts';

/** An import that was carried out. */
export interface ImportBatch {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly actorName?: string;
  /** Records that it made, and others that it changed. */
  readonly made: number;
  readonly changed: number;
  /** How much of it was taken back since. */
  readonly state: 'standing' | 'partlyTakenBack' | 'takenBack';
  /** What only the device that imported it knows. */
  readonly file?: Omit<PlanCounts, 'rows'> & { readonly name: string; readonly kind: KindName };
}

/** A record that an import made or changed. */
export interface BatchRecord {
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap;
  readonly made: boolean;
  readonly removed: boolean;
}

/** Notes what the log does not say of an import: the file and how many rows did what. */
export function noteBatch(
  statements: Statements,
  batch: PlanCounts & { readonly id: string; readonly kind: KindName; readonly fileName: string },
) {
  statements.run(
    `INSERT INTO import_batch (id, at, kind, file_name, created, updated, unchanged, skipped, in_error)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    batch.id,
    new Date().toISOString(),
    batch.kind,
    batch.fileName,
    batch.create,
    batch.update,
    batch.unchanged,
    batch.skipped,
    batch.inError,
  );
}

interface BatchRow {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly name: string | null;
  readonly changes: number;
  readonly undone: number;
  readonly records: number;
  readonly made: number;
  readonly kind: string | null;
  readonly fileName: string | null;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly inError: number;
}

/** A record is made by an import that gives it its kind, or brings it back into sight. */
const makes = `(operation.field = '${kindField}' OR (operation.field = '${deletedField}' AND operation.value IS NULL))`;

const batchColumns = `batch.id, batch.at, batch.actor, actor.name, batch.changes, batch.undone,
  (SELECT count(DISTINCT operation.record_id) FROM change JOIN operation ON operation.change = change.sequence
    WHERE change.batch = batch.id AND change.origin = 'import') AS records,
  (SELECT count(DISTINCT operation.record_id) FROM change JOIN operation ON operation.change = change.sequence
    WHERE change.batch = batch.id AND change.origin = 'import' AND ${makes}) AS made,
  noted.kind, noted.file_name AS fileName, noted.created AS "create", noted.updated AS "update",
  noted.unchanged, noted.skipped, noted.in_error AS inError`;

const batchSource = (where: string) => `(
  SELECT change.batch AS id, min(change.at) AS at, min(change.actor) AS actor, count(*) AS changes,
    max(change.sequence) AS latest,
    sum(EXISTS (SELECT 1 FROM change AS later WHERE later.undoes = change.id) OR NOT EXISTS (
      SELECT 1 FROM operation JOIN record ON record.id = operation.record_id
      WHERE operation.change = change.sequence AND record.deleted_at IS NULL)) AS undone
  FROM change WHERE change.origin = 'import' AND ${where} GROUP BY change.batch
) AS batch JOIN actor ON actor.id = batch.actor LEFT JOIN import_batch AS noted ON noted.id = batch.id`;

/** Past imports, latest first. */
export function readBatches(statements: Statements, limit: number, offset: number): ImportBatch[] {
  return statements
    .all<BatchRow>(
      `SELECT ${batchColumns} FROM ${batchSource('change.batch IS NOT NULL')}
       ORDER BY batch.latest DESC LIMIT ? OFFSET ?`,
      limit,
      offset,
    )
    .map(asBatch);
}

/** @throws MusubiError NOT_FOUND */
export function readBatch(statements: Statements, id: string): ImportBatch {
  const row = statements.get<BatchRow>(`SELECT ${batchColumns} FROM ${batchSource('change.batch = ?')}`, id);
  if (!row) throw new MusubiError('NOT_FOUND', { id });
  return asBatch(row);
}

/** The records that an import made or changed, in the order in which it came to them. */
export function readBatchRecords(
  statements: Statements,
  id: string,
  limit: number,
  offset: number,
): BatchRecord[] {
  return statements
    .all<{ id: string; kind: KindName; label: string; made: number; deletedAt: string | null }>(
      `SELECT record.id, record.kind, record.label, max(${makes}) AS made, record.deleted_at AS deletedAt
       FROM change JOIN operation ON operation.change = change.sequence
         JOIN record ON record.id = operation.record_id
       WHERE change.batch = ? AND change.origin = 'import'
       GROUP BY record.id ORDER BY min(change.sequence) LIMIT ? OFFSET ?`,
      id,
      limit,
      offset,
    )
    .map(({ label, made, deletedAt, ...row }) => ({
      ...row,
      label: JSON.parse(label) as LanguageMap,
      made: made === 1,
      removed: deletedAt !== null,
    }));
}

function asBatch(row: BatchRow): ImportBatch {
  const kind = kindNames.find((name) => name === row.kind);
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    ...(row.name ? { actorName: row.name } : {}),
    made: row.made,
    changed: row.records - row.made,
    state: row.undone === 0 ? 'standing' : row.undone < row.changes ? 'partlyTakenBack' : 'takenBack',
    ...(kind && row.fileName !== null
      ? {
          file: {
            name: row.fileName,
            kind,
            create: row.create,
            update: row.update,
            unchanged: row.unchanged,
            skipped: row.skipped,
            inError: row.inError,
          },
        }
      : {}),
  };
}
