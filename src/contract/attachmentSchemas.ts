import { z } from 'zod';
import { audienceSchema, fileSchema, languageMapSchema, languageSchema, recordIdSchema } from './schemas.ts';

/** Bytes of one piece of an upload; small enough that progress moves and a cancelled one stops at once. */
export const uploadPieceBytes = 512 * 1024;
/** Base64 letters of such a piece, with room for one that another client cuts larger. */
const longestPiece = 4 * 1024 * 1024;

export const uploadIdSchema = z.uuid();

export const beginUploadSchema = z.object({
  /** As the person's system calls it; never used as a path. */
  fileName: z.string().min(1).max(1_000),
  bytes: z.number().int().min(0),
});

export const addUploadSchema = z.object({
  uploadId: uploadIdSchema,
  offset: z.number().int().min(0),
  data: z.base64().max(longestPiece),
});

export const finishUploadSchema = z.object({
  uploadId: uploadIdSchema,
  about: z.array(recordIdSchema).max(100),
  title: languageMapSchema.optional(),
  /** Otherwise seen by no more people than the records that it is about. */
  visibility: audienceSchema.optional(),
  language: languageSchema,
});

const placeSchema = z.object({ lat: z.number(), lon: z.number() });

export const photoFactsSchema = z.object({
  /** Where a photo was taken, as its camera says: to be offered, never taken over unasked. */
  place: placeSchema.optional(),
  /** The camera's own clock, without a zone. */
  takenAt: z.string().optional(),
});

export const attachedSchema = photoFactsSchema.extend({
  id: z.string(),
  changeId: z.string().nullable(),
  sha256: z.string(),
  bytes: z.number(),
  mediaType: z.string(),
  fileName: z.string(),
  /** All files together are so large that backups become slow. */
  isMuch: z.boolean(),
});
export type Attached = z.infer<typeof attachedSchema>;

export const attachmentInputSchema = z.object({
  id: recordIdSchema,
  audience: audienceSchema.default('private'),
});

export const attachmentItemSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  title: languageMapSchema.optional(),
  mediaType: z.string(),
  bytes: z.number().optional(),
  visibility: audienceSchema,
  about: z.array(z.string()),
  createdAt: z.string(),
  /** Whether its bytes are on this device. */
  here: z.boolean(),
});
export type AttachmentItem = z.infer<typeof attachmentItemSchema>;

export const pictureInputSchema = attachmentInputSchema.extend({
  longestSide: z.number().int().min(16).max(2_048).default(320),
});

/** null for what cannot be drawn. */
export const pictureSchema = z
  .object({ data: z.string(), mediaType: z.literal('image/jpeg'), width: z.number(), height: z.number() })
  .nullable();

export const copyInputSchema = attachmentInputSchema.extend({
  /** The file as it came, with what its camera wrote into it. */
  original: z.boolean().default(false),
});
export const copySchema = fileSchema;
