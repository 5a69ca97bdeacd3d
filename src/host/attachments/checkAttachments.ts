import { MusubiError } from '#core/errors/musubiError.ts';
import type { Store } from '#db/store.ts';
import type { CheckProblem } from '../system/check.ts';
import type { AttachmentFiles } from './attachmentFiles.ts';

const mostProblems = 100;

/**
 * Is every file that a record names here, and is it what it was? What another device attached may be there alone, so only
 * damage is reported of those.
 */
export async function checkAttachments(store: Store, files: AttachmentFiles): Promise<CheckProblem[]> {
  const rows = store.statements.all<{ id: string; sha256: string; created_how: string }>(
    `SELECT attachment.id, attachment.sha256, record.created_how FROM attachment
     JOIN record ON record.id = attachment.id
     WHERE attachment.sha256 IS NOT NULL AND record.deleted_at IS NULL ORDER BY attachment.id`,
  );
  const problems: CheckProblem[] = [];
  for (const { id, sha256, created_how } of rows) {
    if (problems.length >= mostProblems) break;
    try {
      await files.read(sha256);
    } catch (cause) {
      if (!(cause instanceof MusubiError)) throw cause;
      const isMissing = cause.code === 'ATTACHMENT_MISSING';
      if (isMissing && created_how === 'sync') continue;
      problems.push({ code: isMissing ? 'ATTACHMENT_MISSING' : 'ATTACHMENT_DAMAGED', detail: id });
    }
  }
  return problems;
}
