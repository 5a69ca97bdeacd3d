import { countFileParts, isSha256 } from '#core/sync/fileParts.ts';
import { readMeta, writeMeta } from '#db/meta.ts';
import type { Statements } from '#db/statements.ts';
import type { Space } from '../space.ts';

/** A file that attachments of a tenant's class name. */
export interface NamedFile {
  readonly sha256: string;
  /** As the record says. */
  readonly bytes: number;
}

export interface FileRow extends NamedFile {
  readonly sent: number;
  readonly gone: number;
}

/** Files of attachments that the tenant's readers may see and that are not removed. */
export function filesOf(statements: Statements, { class: tenant }: Pick<Space, 'class'>): NamedFile[] {
  return statements
    .all<NamedFile>(
      `SELECT attachment.sha256, max(coalesce(attachment.bytes, 0)) AS bytes FROM attachment
       JOIN record ON record.id = attachment.id
       WHERE record.visibility = ? AND record.deleted_at IS NULL AND attachment.sha256 IS NOT NULL
       GROUP BY attachment.sha256 ORDER BY bytes, attachment.sha256`,
      tenant,
    )
    .filter(({ sha256 }) => isSha256(sha256));
}

/** Whether an attachment of the tenant's class, removed or not, names the file. */
export function belongsTo(statements: Statements, { class: tenant }: Space, sha256: string): boolean {
  return (
    statements.get(
      `SELECT 1 FROM attachment JOIN record ON record.id = attachment.id
       WHERE attachment.sha256 = ? AND record.visibility = ? LIMIT 1`,
      sha256,
      tenant,
    ) !== undefined
  );
}

export function isNamed(statements: Statements, sha256: string): boolean {
  return statements.get('SELECT 1 FROM attachment WHERE sha256 = ? LIMIT 1', sha256) !== undefined;
}

export function readFileRow(statements: Statements, space: number, sha256: string): FileRow | undefined {
  return statements.get<FileRow>(
    'SELECT sha256, bytes, sent, gone FROM sync_file WHERE space = ? AND sha256 = ?',
    space,
    sha256,
  );
}

export function noteSent(statements: Statements, space: number, { sha256, bytes }: NamedFile, sent: number) {
  statements.run(
    `INSERT INTO sync_file (space, sha256, bytes, sent) VALUES (?, ?, ?, ?)
     ON CONFLICT (space, sha256) DO UPDATE SET bytes = excluded.bytes, sent = excluded.sent, gone = 0`,
    space,
    sha256,
    bytes,
    sent,
  );
  if (sent >= countFileParts(bytes)) writeMeta(statements, lastFileKey(space), sha256);
}

/** The file that was sent or received as a whole last. */
export function readLastFile(statements: Statements, space: number): string | undefined {
  return readMeta(statements, lastFileKey(space));
}

function lastFileKey(space: number): string {
  return `sync.lastFile.${space}`;
}

export function noteGone(statements: Statements, space: number, { sha256, bytes }: NamedFile) {
  statements.run(
    `INSERT INTO sync_file (space, sha256, bytes, gone) VALUES (?, ?, ?, 1)
     ON CONFLICT (space, sha256) DO UPDATE SET sent = 0, gone = 1`,
    space,
    sha256,
    bytes,
  );
}

/**
 * Files that stood in the tenant, as far as this device knows, and have not been taken out of it: those that it sent or
 * received itself, and those that an operation in the tenant names.
 */
export function filesKnownIn(statements: Statements, space: Space): NamedFile[] {
  return statements
    .all<NamedFile>(
      `SELECT sha256, bytes FROM sync_file WHERE space = ? AND gone = 0
       UNION
       SELECT json_extract(operation.value, '$'), coalesce(attachment.bytes, 0) FROM record
       JOIN attachment ON attachment.id = record.id
       JOIN operation ON operation.record_id = record.id AND operation.field = 'sha256'
       JOIN sync_operation AS place ON place.operation_id = operation.id AND place.space = ?
       WHERE record.kind = 'attachment' AND operation.value IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM sync_file AS known
         WHERE known.space = ? AND known.sha256 = json_extract(operation.value, '$'))`,
      space.id,
      space.id,
      space.id,
    )
    .filter(({ sha256 }) => isSha256(sha256));
}

/** The broker was rolled back, or is another: what stood there may not, and what was taken away may be back. */
export function forgetFiles(statements: Statements, space: number) {
  statements.run('UPDATE sync_file SET sent = 0, gone = 0 WHERE space = ?', space);
}

export function isComplete(row: FileRow | undefined): boolean {
  return row !== undefined && row.gone === 0 && row.sent >= countFileParts(row.bytes);
}
