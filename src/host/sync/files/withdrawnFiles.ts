import { isSha256 } from '#core/sync/fileParts.ts';
import { readMeta, writeMeta } from '#db/meta.ts';
import type { Statements } from '#db/statements.ts';
import type { Store } from '#db/store.ts';
import type { AttachmentFiles } from '../../attachments/attachmentFiles.ts';
import { isNamed } from './fileRows.ts';

const pendingKey = 'sync.withdrawnFiles';

function pending(statements: Statements): string[] {
  return JSON.parse(readMeta(statements, pendingKey) ?? '[]') as string[];
}

/**
 * To be called in the transaction that takes the name of a file out of the log, while it is still known: afterwards nothing
 * tells that the file has to go, here and from the tenants that hold the operation (no other may learn its name).
 * @param value of the operation, as JSON
 */
export function noteWithdrawnFile(statements: Statements, operationId: string, value: string | null) {
  const sha256: unknown = JSON.parse(value ?? 'null');
  if (!isSha256(sha256)) return;
  statements.run(
    `INSERT OR IGNORE INTO sync_file (space, sha256, bytes, sent)
     SELECT DISTINCT space, ?, 0, 0 FROM sync_operation WHERE operation_id = ?`,
    sha256,
    operationId,
  );
  writeMeta(statements, pendingKey, JSON.stringify([...new Set([...pending(statements), sha256])]));
}

/** Takes files off this device whose names were taken out of its log, unless another attachment names them. */
export async function removeWithdrawnFiles(store: Store, files: AttachmentFiles): Promise<void> {
  const { statements } = store;
  const withdrawn = pending(statements);
  if (withdrawn.length === 0) return;
  for (const sha256 of withdrawn) {
    if (isNamed(statements, sha256)) continue;
    await files.remove(files.nameOf(sha256));
    store.write(() => statements.run('DELETE FROM sync_file_part WHERE sha256 = ?', sha256));
  }
  store.write(() => {
    const left = pending(statements).filter((sha256) => !withdrawn.includes(sha256));
    writeMeta(statements, pendingKey, JSON.stringify(left));
  });
}
