import { imageSize } from '#core/attachments/imageSize.ts';
import type { DrawableType } from '#core/attachments/mediaTypes.ts';
import { readPhotoFacts } from './photoFacts.ts';

export interface DrawnPicture {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Larger pictures are not unpacked: a small file can claim any size. */
const mostPixels = 120_000_000;

/**
 * A picture drawn anew, upright, on white, at most `longestSide` pixels: nothing that the camera wrote beside the pixels is
 * left. Drawn off the main thread.
 * @returns undefined for what cannot be drawn
 */
export async function drawPicture(
  contents: Uint8Array,
  type: DrawableType,
  longestSide: number,
  quality = 82,
): Promise<DrawnPicture | undefined> {
  const size = imageSize(contents);
  if (!size || size.width * size.height > mostPixels) return undefined;
  const [{ renderAsync }, { encode }, { orientation }] = await Promise.all([
    import('@resvg/resvg-js'),
    import('jpeg-js').then((module) => module.default),
    readPhotoFacts(contents),
  ]);
  const isTurned = orientation >= 5;
  const shown = isTurned ? { width: size.height, height: size.width } : size;
  const scale = Math.min(1, longestSide / Math.max(shown.width, shown.height));
  const width = Math.max(1, Math.round(shown.width * scale));
  const address = `data:${type};base64,${Buffer.from(contents.buffer, contents.byteOffset, contents.byteLength).toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${shown.width}" height="${shown.height}" viewBox="0 0 ${shown.width} ${shown.height}"><g transform="${upright(orientation, shown)}"><image width="${size.width}" height="${size.height}" xlink:href="${address}"/></g></svg>`;
  try {
    const image = await renderAsync(svg, {
      fitTo: { mode: 'width', value: width },
      background: 'white',
      font: { loadSystemFonts: false },
    });
    const { data } = encode({ data: image.pixels, width: image.width, height: image.height }, quality);
    return { jpeg: new Uint8Array(data), width: image.width, height: image.height };
  } catch {
    return undefined;
  }
}

/** How stored pixels are turned and mirrored to stand upright in a box of the shown size (Exif 2.32, tag 0x0112). */
function upright(orientation: number, { width, height }: { width: number; height: number }): string {
  switch (orientation) {
    case 2:
      return `matrix(-1 0 0 1 ${width} 0)`;
    case 3:
      return `matrix(-1 0 0 -1 ${width} ${height})`;
    case 4:
      return `matrix(1 0 0 -1 0 ${height})`;
    case 5:
      return 'matrix(0 1 1 0 0 0)';
    case 6:
      return `matrix(0 1 -1 0 ${width} 0)`;
    case 7:
      return `matrix(0 -1 -1 0 ${width} ${height})`;
    case 8:
      return `matrix(0 -1 1 0 0 ${height})`;
    default:
      return 'matrix(1 0 0 1 0 0)';
  }
}
