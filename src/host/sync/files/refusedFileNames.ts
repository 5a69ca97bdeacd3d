import type { RefusedFile } from '#core/sync/refusedFile.ts';
import type { Statements } from '#db/statements.ts';

export interface NamedRefusal extends Pick<RefusedFile, 'reason'> {
  /** The attachment that names the file. */
  readonly id: string;
  readonly fileName: string;
}

/** Refused files by the names under which the owner of this device knows them; each once. */
export function refusedFileNames(statements: Statements, refused: readonly RefusedFile[]): NamedRefusal[] {
  const reasons = new Map(refused.map(({ sha256, reason }) => [sha256, reason]));
  return [...reasons].flatMap(([sha256, reason]) => {
    const named = statements.get<{ id: string; fileName: string | null }>(
      `SELECT attachment.id, attachment.file_name AS fileName FROM attachment
       JOIN record ON record.id = attachment.id
       WHERE attachment.sha256 = ? AND record.deleted_at IS NULL ORDER BY attachment.id LIMIT 1`,
      sha256,
    );
    return named ? [{ id: named.id, fileName: named.fileName ?? named.id, reason }] : [];
  });
}
