import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What was typed in a form of this device and not saved yet; never synced or exported. */
export const draft = sqliteTable('draft', {
  key: text('key').primaryKey(),
  content: text('content', { mode: 'json' }).notNull(),
  /** Instant in UTC, ISO 8601. */
  savedAt: text('saved_at').notNull(),
});
