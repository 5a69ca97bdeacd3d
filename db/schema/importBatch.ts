import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What this device remembers of its imports; never synced. */
export const importBatch = sqliteTable('import_batch', {
  /** As `change.batch`. */
  id: text('id').primaryKey(),
  at: text('at').notNull(),
  kind: text('kind').notNull(),
  fileName: text('file_name').notNull(),
  /** Rows of the file. */
  created: integer('created').notNull(),
  updated: integer('updated').notNull(),
  unchanged: integer('unchanged').notNull(),
  skipped: integer('skipped').notNull(),
  inError: integer('in_error').notNull(),
});
