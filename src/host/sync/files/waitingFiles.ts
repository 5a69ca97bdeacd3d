import { syncClasses } from '#core/sync/syncClass.ts';
import type { Statements } from '#db/statements.ts';
import type { AttachmentFiles } from '../../attachments/attachmentFiles.ts';
import { filesOf, isComplete, readFileRow } from './fileRows.ts';

export interface WaitingFiles {
  /** To be sent or received. */
  readonly count: number;
  readonly bytes: number;
  /** Beyond the limit of the connection; they stay where they are. */
  readonly tooLarge: number;
}

/** Attached files that are here and not at the endpoint, or the other way round. */
export function waitingFiles(
  statements: Statements,
  files: AttachmentFiles,
  endpoint: number | undefined,
  largestBytes: number,
): WaitingFiles {
  const waiting = { count: 0, bytes: 0, tooLarge: 0 };
  for (const tenant of syncClasses) {
    const space = statements.get<{ id: number }>(
      'SELECT id FROM sync_space WHERE endpoint = ? AND class = ?',
      endpoint ?? 0,
      tenant,
    );
    for (const { sha256, bytes } of filesOf(statements, { class: tenant })) {
      const stands = space !== undefined && isComplete(readFileRow(statements, space.id, sha256));
      if (stands && files.has(sha256)) continue;
      if (bytes > largestBytes) waiting.tooLarge++;
      else {
        waiting.count++;
        waiting.bytes += bytes;
      }
    }
  }
  return waiting;
}
