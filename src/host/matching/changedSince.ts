import type { Visibility } from '#core/kinds/choices.ts';
import { visibleTo } from '#core/records/audience.ts';
import type { Statements } from '#db/statements.ts';
import { matchedKinds } from './readMatchingData.ts';

const mostNamed = 20;

/** Records that matching reads and that changes of the log touched, the one changed last first. */
export interface ChangedRecords {
  readonly total: number;
  readonly ids: string[];
}

/**
 * What an audience may see of the changes after one position of the log, up to another. A record that was removed or
 * hidden since is counted for nobody but its owner.
 */
export function changedBetween(
  statements: Statements,
  after: number,
  until: number,
  audience: Visibility,
): ChangedRecords {
  const rows = statements.all<{ id: string }>(
    `SELECT record.id, max(operation.change) AS last
     FROM operation JOIN record ON record.id = operation.record_id
     WHERE operation.change > ? AND operation.change <= ?
       AND record.kind IN (SELECT value FROM json_each(?))
       AND record.visibility IN (SELECT value FROM json_each(?))
       AND (record.deleted_at IS NULL OR ?)
     GROUP BY record.id ORDER BY last DESC, record.id`,
    after,
    until,
    JSON.stringify(matchedKinds),
    JSON.stringify(visibleTo(audience)),
    audience === 'private' ? 1 : 0,
  );
  return { total: rows.length, ids: rows.slice(0, mostNamed).map(({ id }) => id) };
}
