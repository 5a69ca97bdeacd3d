import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** An endpoint that this registry has been synced with. */
export const syncEndpoint = sqliteTable('sync_endpoint', {
  id: integer('id').primaryKey(),
  address: text('address').notNull(),
  dialect: text('dialect').notNull(),
  servicePath: text('service_path').notNull(),
  settings: text('settings', { mode: 'json' }).notNull(),
  usedAt: text('used_at').notNull(),
  inStepAt: text('in_step_at'),
  outcome: text('outcome', { mode: 'json' }).notNull(),
});

/** One tenant of an endpoint: who this device is there and what of the log it has looked at. */
export const syncSpace = sqliteTable('sync_space', {
  id: integer('id').primaryKey(),
  endpoint: integer('endpoint').notNull(),
  class: text('class').notNull(),
  install: text('install').notNull(),
  epoch: integer('epoch').notNull(),
  slot: integer('slot'),
  guardedNumber: integer('guarded_number').notNull(),
  guardedHash: text('guarded_hash').notNull(),
  scanned: integer('scanned').notNull(),
  projected: integer('projected').notNull(),
  sweptAt: text('swept_at'),
});

/** The last change of a slot that is in the log. */
export const syncPosition = sqliteTable('sync_position', {
  space: integer('space').notNull(),
  slot: integer('slot').notNull(),
  number: integer('number').notNull(),
  hash: text('hash').notNull(),
});

/** Numbers given out and not yet acknowledged. */
export const syncOutgoing = sqliteTable('sync_outgoing', {
  space: integer('space').notNull(),
  number: integer('number').notNull(),
  change: integer('change'),
  hash: text('hash').notNull(),
});

/** Which operations stand in a tenant, and in which change there. */
export const syncOperation = sqliteTable('sync_operation', {
  operationId: text('operation_id').notNull(),
  space: integer('space').notNull(),
  slot: integer('slot').notNull(),
  number: integer('number').notNull(),
  redacted: integer('redacted').notNull(),
});

/** Operations whose values are withdrawn from a tenant. */
export const syncRedaction = sqliteTable('sync_redaction', {
  space: integer('space').notNull(),
  operationId: text('operation_id').notNull(),
  erased: integer('erased').notNull(),
  slot: integer('slot'),
  number: integer('number'),
});

/** What the connection's authorisation keeps to itself, sealed by the vault of the registry's key. */
export const syncSecret = sqliteTable('sync_secret', {
  name: text('name').primaryKey(),
  audience: text('audience').notNull(),
  vault: text('vault').notNull(),
  sealed: blob('sealed').notNull(),
});

/** One exchange with an endpoint: when, why, and what it came to. */
export const syncExchange = sqliteTable('sync_exchange', {
  id: integer('id').primaryKey(),
  endpoint: integer('endpoint').notNull(),
  startedAt: text('started_at').notNull(),
  endedAt: text('ended_at').notNull(),
  causedBy: text('caused_by').notNull(),
  outcome: text('outcome').notNull(),
  failure: text('failure', { mode: 'json' }),
  received: integer('received').notNull(),
  sent: integer('sent').notNull(),
});

/** The changes of the log that an exchange brought or took along. */
export const syncExchangeChange = sqliteTable('sync_exchange_change', {
  exchange: integer('exchange').notNull(),
  direction: text('direction').notNull(),
  change: integer('change').notNull(),
});

/** Records that changes of a newer format touch, and where those stand. */
export const syncUnread = sqliteTable('sync_unread', {
  recordId: text('record_id').notNull(),
  space: integer('space').notNull(),
  slot: integer('slot').notNull(),
  number: integer('number').notNull(),
});

/** A record's readable entity in a tenant, as it was seen last. */
export const syncProjection = sqliteTable('sync_projection', {
  space: integer('space').notNull(),
  recordId: text('record_id').notNull(),
  kind: text('kind').notNull(),
  seen: text('seen'),
  missing: integer('missing').notNull(),
  missingSince: text('missing_since'),
  keptOut: integer('kept_out').notNull(),
  refused: text('refused', { mode: 'json' }),
  answer: text('answer'),
});

/** An attached file in a tenant: how many of its parts stand there, or that they have been taken away. */
export const syncFile = sqliteTable('sync_file', {
  space: integer('space').notNull(),
  sha256: text('sha256').notNull(),
  bytes: integer('bytes').notNull(),
  sent: integer('sent').notNull(),
  gone: integer('gone').notNull(),
});

/** A part of a file that has not arrived as a whole. */
export const syncFilePart = sqliteTable('sync_file_part', {
  sha256: text('sha256').notNull(),
  number: integer('number').notNull(),
  content: blob('content', { mode: 'buffer' }).notNull(),
});

/** While which changes the value of an operation on a record's visibility was withdrawn from this device. */
export const syncWithdrawn = sqliteTable('sync_withdrawn', {
  operationId: text('operation_id').notNull(),
  after: integer('after').notNull(),
  until: integer('until'),
});
