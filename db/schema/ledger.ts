import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One transaction; `sequence` is this device's order of arrival. */
export const change = sqliteTable('change', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  origin: text('origin').notNull(),
  undoes: text('undoes'),
  batch: text('batch'),
});

/** The log itself. Rows of it are never updated, except that a redaction empties value and salt. */
export const operation = sqliteTable('operation', {
  id: text('id').primaryKey(),
  change: integer('change')
    .notNull()
    .references(() => change.sequence),
  recordId: text('record_id').notNull(),
  field: text('field').notNull(),
  action: text('action').notNull(),
  value: text('value', { mode: 'json' }),
  previous: text('previous', { mode: 'json' }),
  /** Random; hashes of the value are salted with it so that a redacted value cannot be guessed. */
  salt: text('salt'),
  /** Salted hash of a value that has been redacted here; value and salt are null then. */
  valueHash: text('value_hash'),
  /** 1: redacted everywhere and for good. */
  erased: integer('erased').notNull().default(0),
});

/** `previous` turned round: which operations have been replaced, known even before they arrive. */
export const superseded = sqliteTable('superseded', {
  operationId: text('operation_id').notNull(),
  byId: text('by_id').notNull(),
});

/** Operations that no other one replaces: what a row is made of. More than one `set` = a conflict. */
export const head = sqliteTable('head', {
  recordId: text('record_id').notNull(),
  field: text('field').notNull(),
  operationId: text('operation_id').notNull(),
});

/** Fields that may wait for a person: more than one value stands, or the record was removed. Kept by triggers. */
export const contested = sqliteTable('contested', {
  recordId: text('record_id').notNull(),
  field: text('field').notNull(),
});

export const actor = sqliteTable('actor', { id: text('id').primaryKey(), name: text('name') });

/** Facts about this file: device id, clock, versions of the bundled data and of the folding rules. */
export const meta = sqliteTable('meta', { key: text('key').primaryKey(), value: text('value').notNull() });

/** Choices of the person at this device; never synced. */
export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value', { mode: 'json' }).notNull(),
});
