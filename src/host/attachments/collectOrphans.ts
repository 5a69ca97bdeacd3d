import type { Store } from '#db/store.ts';
import type { AttachmentFiles } from './attachmentFiles.ts';

const day = 86_400_000;
/** A removed attachment can be brought back with its file for so long. */
export const graceDays = 90;
/** An upload that ended between file and record, or another window's that is under way. */
const unnamedDays = 2;

/**
 * Takes away files that no record names any more: those of attachments that were removed more than `graceDays` ago, and
 * what interrupted uploads left. @returns how many
 */
export async function collectOrphans(
  store: Store,
  files: AttachmentFiles,
  now = Date.now(),
): Promise<number> {
  await files.removeParts(new Date(now - unnamedDays * day));
  const stored = await files.list();
  if (stored.length === 0) return 0;
  const rows = store.statements.all<{ sha256: string; deleted_at: string | null }>(
    `SELECT attachment.sha256, record.deleted_at FROM attachment JOIN record ON record.id = attachment.id
     WHERE attachment.sha256 IS NOT NULL`,
  );
  const removedBefore = new Date(now - graceDays * day).toISOString();
  const known = new Set<string>();
  const wanted = new Set<string>();
  for (const { sha256, deleted_at } of rows) {
    const name = files.nameOf(sha256);
    known.add(name);
    if (deleted_at === null || deleted_at > removedBefore) wanted.add(name);
  }
  const unnamedBefore = new Date(now - unnamedDays * day);
  const orphans = stored.filter(
    ({ name, modified }) => !wanted.has(name) && (known.has(name) || modified < unnamedBefore),
  );
  for (const { name } of orphans) await files.remove(name);
  return orphans.length;
}
