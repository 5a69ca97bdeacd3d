import { registry } from './0001_registry.ts';
import { shortWords } from './0002_short_words.ts';
import { sync } from './0003_sync.ts';
import { matchRun } from './0004_match_run.ts';
import { domain } from './0005_domain.ts';
import { mission } from './0006_mission.ts';
import { verdict } from './0007_verdict.ts';
import { syncConnection } from './0008_sync_connection.ts';
import { boardOrder } from './0009_board_order.ts';
import { savedView } from './0010_saved_view.ts';
import { syncUnread } from './0011_sync_unread.ts';
import { importBatch } from './0012_import_batch.ts';
import { syncReadable } from './0013_sync_readable.ts';
import { listValue } from './0014_list_value.ts';
import { matchRunOrigin } from './0015_match_run_origin.ts';
import { syncFile } from './0016_sync_file.ts';
import { syncWithdrawn } from './0017_sync_withdrawn.ts';
import { contested } from './0018_contested.ts';
import { syncAnswer } from './0019_sync_answer.ts';

/**
 * In order, never edited after a release: a new version of the schema is a new entry. The file's
 * `user_version` is the number of entries that it has seen.
 */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001_registry', sql: registry },
  { name: '0002_short_words', sql: shortWords },
  { name: '0003_sync', sql: sync },
  { name: '0004_match_run', sql: matchRun },
  { name: '0005_domain', sql: domain },
  { name: '0006_mission', sql: mission },
  { name: '0007_verdict', sql: verdict },
  { name: '0008_sync_connection', sql: syncConnection },
  { name: '0009_board_order', sql: boardOrder },
  { name: '0010_saved_view', sql: savedView },
  { name: '0011_sync_unread', sql: syncUnread },
  { name: '0012_import_batch', sql: importBatch },
  { name: '0013_sync_readable', sql: syncReadable },
  { name: '0014_list_value', sql: listValue },
  { name: '0015_match_run_origin', sql: matchRunOrigin },
  { name: '0016_sync_file', sql: syncFile },
  { name: '0017_sync_withdrawn', sql: syncWithdrawn },
  { name: '0018_contested', sql: contested },
  { name: '0019_sync_answer', sql: syncAnswer },
];
