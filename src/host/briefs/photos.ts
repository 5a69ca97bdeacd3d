import type { Block, BriefDocument } from '#core/briefs/briefDocument.ts';
import type { Visibility } from '#core/kinds/choices.ts';

/** A photo drawn for a brief: upright, and nothing in it but pixels. */
export interface BriefPhoto {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Photos by the id of their attachment; one that is not here is printed as its caption alone. */
export type BriefPhotos = ReadonlyMap<string, BriefPhoto>;

/** Gives a photo as its audience may see it; undefined when this device does not have it. */
export type ReadPhoto = (id: string, audience: Visibility) => Promise<BriefPhoto | undefined>;

export async function readPhotos(document: BriefDocument, read: ReadPhoto): Promise<BriefPhotos> {
  const photos = new Map<string, BriefPhoto>();
  for (const id of new Set(document.parts.flatMap(({ blocks }) => photoIds(blocks)))) {
    const photo = await read(id, document.audience);
    if (photo) photos.set(id, photo);
  }
  return photos;
}

function photoIds(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'photos') return block.items.map(({ id }) => id);
    return block.type === 'columns' ? [...photoIds(block.main), ...photoIds(block.side)] : [];
  });
}
