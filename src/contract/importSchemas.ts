import { z } from 'zod';
import { textEncodings } from '#core/import/textEncodings.ts';
import { kindSchema, labelSchema, languageMapSchema, languageSchema } from './schemas.ts';

/** Bytes of one piece of a file; as for attachments, progress moves and a cancel is quick. */
export const importPieceBytes = 512 * 1024;
const longestPiece = 4 * 1024 * 1024;

/** Bytes of the largest file that is taken. */
export const largestImport = 64 * 1024 * 1024;

/**
 * A file that a window has sent, kept in the host's memory until it is applied, given up or nobody has asked for it
 * in a while. It belongs to the window that sent it: another one is told IMPORT_SESSION_LOST.
 */
export const importKeySchema = z.object({ window: z.uuid(), sessionId: z.uuid() });
export type ImportKey = z.infer<typeof importKeySchema>;

export const beginImportSchema = z.object({
  window: z.uuid(),
  fileName: z.string().min(1).max(1_000),
  bytes: z.number().int().min(0),
});

export const addImportSchema = importKeySchema.extend({
  offset: z.number().int().min(0),
  data: z.base64().max(longestPiece),
});

export const importDelimiters = [',', '\t', ';'] as const;

/** What a person says about a file of text; null is found by looking. */
export const importReadingSchema = z.object({
  encoding: z.enum(textEncodings).nullable().default(null),
  delimiter: z.enum(importDelimiters).nullable().default(null),
});

export const importMatchModes = ['update', 'skip', 'ask'] as const;

/** How the file is to be understood. */
export const importPlanInputSchema = z.object({
  kind: kindSchema,
  /** Absent: the sheet that fits best. */
  sheet: z.string().max(1_000).optional(),
  /** Row number of the header; absent: found by looking. */
  headerRow: z.number().int().min(1).optional(),
  /** By place from 0: `id`, a field, `name.ja`, `period.start`; null leaves the column out. */
  columns: z.record(z.string().regex(/^\d{1,5}$/), z.string().max(200).nullable()).default({}),
  lists: z.enum(['add', 'replace']).default('add'),
  /** What to do with rows about records that are there. */
  onMatch: z.enum(importMatchModes).default('update'),
  /** The language of texts that do not say theirs. */
  language: languageSchema,
});
export type ImportPlanInput = z.output<typeof importPlanInputSchema>;

export const importPlanCountsSchema = z.object({
  rows: z.number(),
  create: z.number(),
  update: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  inError: z.number(),
});

/** What a check came to; `checkId` names it, so that what is applied is what was seen. */
export const importCheckSchema = importPlanCountsSchema.extend({
  checkId: z.string(),
  /** Rows that may be a record that is there, decided or not, and those that wait for a person. */
  likely: z.number(),
  undecided: z.number(),
});
export type ImportCheck = z.infer<typeof importCheckSchema>;

export const importFileSchema = z.object({
  fileName: z.string(),
  bytes: z.number(),
  format: z.enum(['workbook', 'text', 'json']),
  /** As found or named; of a text. */
  encoding: z.enum(textEncodings).optional(),
  delimiter: z.enum(importDelimiters).optional(),
  reading: importReadingSchema,
  sheets: z.array(z.object({ name: z.string(), rows: z.number() })),
  /** The kind whose columns the headers name best; absent when none is named. */
  suggestedKind: kindSchema.optional(),
  /** What was asked last of this file, for a window that was loaded again. */
  input: importPlanInputSchema.optional(),
  check: importCheckSchema.optional(),
});
export type ImportFile = z.infer<typeof importFileSchema>;

export const mappedBy = ['given', 'remembered', 'name', 'content', 'readOnly', 'duplicate', 'none'] as const;

export const importPreviewSchema = z.object({
  sheet: z.string(),
  /** First and last row of the header; 0 for a file that names its columns apart from its rows. */
  headerTop: z.number(),
  headerBottom: z.number(),
  /** Rows under the header. */
  rows: z.number(),
  /** Rows from the file's first one on, as many as show the header and what follows. */
  lines: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
  columns: z.array(
    z.object({
      index: z.number(),
      header: z.string(),
      target: z.string().nullable(),
      by: z.enum(mappedBy),
      samples: z.array(z.string()),
    }),
  ),
  /** The field that no column fills although rows cannot be told apart without. */
  missing: z.string().optional(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importRowFilters = [
  'all',
  'create',
  'update',
  'unchanged',
  'skip',
  'error',
  'likely',
  'undecided',
] as const;
export type ImportRowFilter = (typeof importRowFilters)[number];

export const importRowsInputSchema = importKeySchema.extend({
  /** Refused with IMPORT_CHANGED when there is a newer check. */
  checkId: z.string().max(64),
  filter: z.enum(importRowFilters).default('all'),
  /** In any cell of the row, folded. */
  text: z.string().max(1_000).default(''),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(50),
});

const fieldChangeSchema = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });

export const importRowSchema = z.object({
  row: z.number(),
  action: z.enum(['create', 'update', 'unchanged', 'skip', 'error']),
  /** The record that is there, or the name of the one to be made; of a row in error what it starts with. */
  id: z.string().optional(),
  label: languageMapSchema.optional(),
  reason: z.enum(['matched', 'undecided', 'decided', 'notData']).optional(),
  /** Brings a record back that an import made and that was taken back. */
  restores: z.boolean().optional(),
  changes: z.array(fieldChangeSchema),
  problems: z.array(
    z.object({
      column: z.string(),
      code: z.string(),
      value: z.unknown().optional(),
      allowed: z.array(z.string()).optional(),
    }),
  ),
  candidates: z.array(
    z.object({
      id: z.string(),
      kind: kindSchema,
      label: languageMapSchema.optional(),
      score: z.number(),
      because: z.array(z.string()),
      /** The earlier row of this file that makes it. */
      row: z.number().optional(),
    }),
  ),
  /** What a person said: `create`, `skip`, or the id of the record that it is. */
  decision: z.string().optional(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const importRowsSchema = z.object({
  total: z.number(),
  items: z.array(importRowSchema),
  labels: z.record(z.string(), labelSchema),
});

export const importDecideSchema = importKeySchema.extend({
  /** Row numbers, or every row that waits for a person. */
  rows: z.union([z.array(z.number().int().min(1)).min(1).max(100_000), z.literal('undecided')]),
  /** `create`, `skip`, the id of the record that the rows are about, or null to take it back. */
  decision: z.string().min(1).max(128).nullable(),
});

export const importResultSchema = importPlanCountsSchema.extend({ batchId: z.string() });

export const importBatchSchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  actorName: z.string().optional(),
  made: z.number(),
  changed: z.number(),
  state: z.enum(['standing', 'partlyTakenBack', 'takenBack']),
  file: importPlanCountsSchema.omit({ rows: true }).extend({ name: z.string(), kind: kindSchema }).optional(),
});
export type ImportBatch = z.infer<typeof importBatchSchema>;

export const importBatchRecordSchema = labelSchema.extend({
  id: z.string(),
  made: z.boolean(),
  removed: z.boolean(),
});

export const importRevertedSchema = z.object({
  reverted: z.number(),
  /** What stays because somebody built on it since; `linkedFrom` when a later record points to it. */
  kept: z.array(z.object({ id: z.string(), field: z.string() })),
  labels: z.record(z.string(), labelSchema),
});
export type ImportReverted = z.infer<typeof importRevertedSchema>;
