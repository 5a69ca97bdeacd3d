import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  addUploadSchema,
  attachedSchema,
  attachmentInputSchema,
  attachmentItemSchema,
  beginUploadSchema,
  copyInputSchema,
  copySchema,
  finishUploadSchema,
  photoFactsSchema,
  pictureInputSchema,
  pictureSchema,
  uploadIdSchema,
} from './attachmentSchemas.ts';
import { audienceSchema, fileSchema, recordIdSchema } from './schemas.ts';

/**
 * The bytes of attachments; what is said of them are records of kind `attachment`. A file is sent in pieces, in order, so
 * that the sender knows how far it is and can stop.
 */
export const attachments = {
  begin: oc.input(beginUploadSchema).output(z.object({ uploadId: z.string() })),
  /** `bytes` are those that are here. */
  add: oc.input(addUploadSchema).output(z.object({ bytes: z.number() })),
  /** On disk, compared and recorded when it answers. */
  finish: oc.input(finishUploadSchema).output(attachedSchema),
  cancel: oc.input(z.object({ uploadId: uploadIdSchema })).output(z.object({})),
  /** What is attached to a record, newest first. */
  list: oc
    .input(z.object({ about: recordIdSchema, audience: audienceSchema.default('private') }))
    .output(z.object({ items: z.array(attachmentItemSchema) })),
  /** The file as it is, for looking at. */
  read: oc.input(attachmentInputSchema).output(fileSchema),
  /** A small picture of a photo; null for what cannot be drawn. */
  picture: oc.input(pictureInputSchema).output(pictureSchema),
  facts: oc.input(attachmentInputSchema).output(photoFactsSchema),
  /** A copy to hand on, without what a camera wrote into it unless the original is asked for. */
  copy: oc.input(copyInputSchema).output(copySchema),
};
