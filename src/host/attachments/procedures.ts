import type { z } from 'zod';
import type {
  AttachmentItem,
  addUploadSchema,
  copyInputSchema,
  pictureInputSchema,
} from '#contract/attachmentSchemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { HostServices } from '../services.ts';
import type { Attachments } from './attachments.ts';

const mostListed = 1_000;

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The contract's answers about attachments, made of what the service gives. */
export function attachmentProcedures(services: HostServices, attachments: Attachments) {
  return {
    add: async ({ uploadId, offset, data }: z.output<typeof addUploadSchema>) => ({
      bytes: await attachments.uploads.add(uploadId, offset, Buffer.from(data, 'base64')),
    }),
    list: ({ about, audience }: { about: string; audience: Visibility }) => {
      const { items } = services.reader.list({
        kind: 'attachment',
        where: [{ field: 'about', operator: 'is', values: [about] }],
        sort: { field: 'createdAt', direction: 'descending' },
        limit: mostListed,
        offset: 0,
        audience,
        language: 'en',
        facets: [],
      });
      return {
        items: items.map(
          (item): AttachmentItem => ({
            id: item.id,
            fileName: String(item.fileName),
            mediaType: String(item.mediaType ?? 'application/octet-stream'),
            ...(item.title ? { title: item.title as Record<string, string> } : {}),
            ...(typeof item.bytes === 'number' ? { bytes: item.bytes } : {}),
            visibility: item.visibility,
            about: (item.about as string[] | undefined) ?? [],
            createdAt: item.createdAt,
            here: attachments.isHere({ sha256: item.sha256 }),
          }),
        ),
      };
    },
    read: async ({ id, audience }: { id: string; audience: Visibility }) => {
      const { fileName, mediaType, contents } = await attachments.copy(id, audience, true);
      return { fileName, mediaType, data: base64(contents) };
    },
    picture: async ({ id, audience, longestSide }: z.output<typeof pictureInputSchema>) => {
      const picture = await attachments.picture(id, audience, longestSide);
      if (!picture) return null;
      const { jpeg, width, height } = picture;
      return { data: base64(jpeg), mediaType: 'image/jpeg' as const, width, height };
    },
    copy: async ({ id, audience, original }: z.output<typeof copyInputSchema>) => {
      const { fileName, mediaType, contents } = await attachments.copy(id, audience, original);
      return { fileName, mediaType, data: base64(contents) };
    },
  };
}
