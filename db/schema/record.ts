import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What every record has. `row` is the key of the search index, which knows only integers. */
export const record = sqliteTable('record', {
  row: integer('row').primaryKey(),
  id: text('id').notNull().unique(),
  kind: text('kind').notNull(),
  visibility: text('visibility').notNull(),
  confidence: text('confidence'),
  remarks: text('remarks', { mode: 'json' }),
  sources: text('sources', { mode: 'json' }),
  label: text('label', { mode: 'json' }),
  sortJapanese: text('sort_japanese').notNull(),
  sortLatin: text('sort_latin').notNull(),
  date: text('date'),
  fiscalYear: integer('fiscal_year'),
  latitude: real('latitude'),
  longitude: real('longitude'),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  createdHow: text('created_how').notNull(),
  updatedAt: text('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
  updatedHow: text('updated_how').notNull(),
  deletedAt: text('deleted_at'),
});

/** Every reference of every record, exploded, so that a relation can be followed both ways. */
export const link = sqliteTable('link', {
  fromId: text('from_id').notNull(),
  field: text('field').notNull(),
  toId: text('to_id').notNull(),
  role: text('role'),
});

/** One line for each value that lists are sorted, grouped and counted by; `field` is a number of db/listValues.ts. */
export const listValue = sqliteTable('list_value', {
  field: integer('field').notNull(),
  /** Text or number, as the field has it. */
  value: text('value').notNull(),
  row: integer('row').notNull(),
  place: integer('place').notNull(),
});
