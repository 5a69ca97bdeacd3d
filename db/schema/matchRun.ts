import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Runs of matching on this device; never synced. */
export const matchRun = sqliteTable('match_run', {
  id: text('id').primaryKey(),
  at: text('at').notNull(),
  question: text('question').notNull(),
  audience: text('audience').notNull(),
  input: text('input', { mode: 'json' }).notNull(),
  /** Hashes of data and settings, the dictionary, the day. */
  fingerprint: text('fingerprint', { mode: 'json' }).notNull(),
  /** What differed from the default settings. */
  settings: text('settings', { mode: 'json' }).notNull(),
  /** Ids and scores of the first rows. */
  result: text('result', { mode: 'json' }).notNull(),
  /** Who asked; not known of runs that an earlier version noted. */
  actor: text('actor'),
  /** The last change of the log that the run saw. */
  position: integer('position'),
});
