import { z } from 'zod';

/** Longest draft in UTF-16 units of its JSON: many times the longest form. */
export const longestDraft = 1_000_000;

/** Names a form: `record/<kind>/<id or new>`, `mission/<id>/<what is captured>`. */
export const draftKeySchema = z
  .string()
  .regex(/^[\w.:-]+(\/[\w.:-]+){1,4}$/)
  .max(300);

/** What was typed, as the form keeps it: a JSON object. */
export const draftContentSchema = z
  .record(z.string(), z.unknown())
  .refine((content) => JSON.stringify(content).length <= longestDraft);

export const draftSchema = z.object({
  key: draftKeySchema,
  content: z.record(z.string(), z.unknown()),
  /** Instant in UTC, ISO 8601. */
  savedAt: z.string(),
});
export type Draft = z.infer<typeof draftSchema>;
