import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  addImportSchema,
  beginImportSchema,
  importBatchRecordSchema,
  importBatchSchema,
  importCheckSchema,
  importDecideSchema,
  importFileSchema,
  importKeySchema,
  importPlanInputSchema,
  importPreviewSchema,
  importReadingSchema,
  importResultSchema,
  importRevertedSchema,
  importRowsInputSchema,
  importRowsSchema,
} from './importSchemas.ts';
import { fileSchema, jobEvents, languageSchema } from './schemas.ts';

/**
 * Importing a file of records: sent once, looked at, checked, and only then applied. Nothing before `apply` writes.
 * A session that has ended, or belongs to another window, is IMPORT_SESSION_LOST.
 */
export const importing = {
  /** IMPORT_TOO_LARGE and IMPORT_EMPTY before anything is sent. */
  begin: oc.input(beginImportSchema).output(z.object({ sessionId: z.string() })),
  add: oc.input(addImportSchema).output(z.object({ bytes: z.number() })),
  /** Reads the file; every IMPORT_… that reading can meet. A new reading throws the check away. */
  open: oc
    .input(importKeySchema.extend({ reading: importReadingSchema.optional() }))
    .output(eventIterator(jobEvents(importFileSchema))),
  /** Header, first rows, and where each column goes. */
  preview: oc.input(importKeySchema.extend({ input: importPlanInputSchema })).output(importPreviewSchema),
  /** What applying would do, by the code that applies. */
  check: oc
    .input(importKeySchema.extend({ input: importPlanInputSchema }))
    .output(eventIterator(jobEvents(importCheckSchema))),
  rows: oc.input(importRowsInputSchema).output(importRowsSchema),
  /** Holds from the next check on. */
  decide: oc.input(importDecideSchema).output(z.object({ decided: z.number() })),
  /**
   * Writes what the check showed, all of it or nothing. IMPORT_CHANGED when others have written since so that it
   * would do something else.
   */
  apply: oc
    .input(importKeySchema.extend({ checkId: z.string().max(64) }))
    .output(eventIterator(jobEvents(importResultSchema))),
  /** The rows in error as a workbook, to be corrected and imported again. */
  errorRows: oc.input(importKeySchema.extend({ language: languageSchema })).output(fileSchema),
  /** Gives the file up. */
  discard: oc.input(importKeySchema).output(z.object({})),
  batches: oc
    .input(
      z.object({
        limit: z.number().int().min(1).max(100).default(20),
        offset: z.number().int().min(0).default(0),
      }),
    )
    .output(z.object({ items: z.array(importBatchSchema) })),
  batch: oc
    .input(
      z.object({
        id: z.string().max(64),
        limit: z.number().int().min(1).max(500).default(50),
        offset: z.number().int().min(0).default(0),
      }),
    )
    .output(importBatchSchema.extend({ records: z.array(importBatchRecordSchema) })),
  /** Takes a whole import back; what was edited since stays and is told. */
  revert: oc
    .input(z.object({ id: z.string().max(64) }))
    .output(eventIterator(jobEvents(importRevertedSchema))),
};
