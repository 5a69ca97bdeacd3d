import { jpegParts } from './jpeg.ts';
import type { DrawableType } from './mediaTypes.ts';

/**
 * A picture without what its camera wrote beside it (place, time, device, names, previews): the same pixels, byte for byte.
 * Which way up it is shown is kept. Rules: ITU-T T.81, PNG (W3C), RIFF/WebP container.
 * @returns undefined when the bytes are no whole picture of that type
 */
export function stripMetadata(
  bytes: Uint8Array,
  type: DrawableType,
  orientation = 1,
): Uint8Array | undefined {
  if (type === 'image/jpeg') return stripJpeg(bytes, orientation);
  return type === 'image/png' ? stripPng(bytes) : stripWebp(bytes);
}

function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array | undefined {
  const parts = jpegParts(bytes);
  if (!parts) return undefined;
  const kept = parts.filter(({ marker, start }) => {
    if (marker === 0xfe) return false;
    if (marker < 0xe0 || marker > 0xef) return true;
    // JFIF, a colour profile and Adobe's colour transform say how the pixels are to be read.
    if (marker === 0xe0) return startsWith(bytes, start + 4, 'JFIF\0');
    return marker === 0xe2 ? startsWith(bytes, start + 4, 'ICC_PROFILE\0') : marker === 0xee;
  });
  const pieces = kept.map(({ start, end }) => bytes.subarray(start, end));
  const way = orientation > 1 && orientation <= 8 ? [orientationSegment(orientation)] : [];
  const jfif = kept[0]?.marker === 0xe0 ? 1 : 0;
  return join([Uint8Array.of(0xff, 0xd8), ...pieces.slice(0, jfif), ...way, ...pieces.slice(jfif)]);
}

/** An Exif segment with one entry: which way up. */
function orientationSegment(orientation: number): Uint8Array {
  return Uint8Array.of(
    ...[0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00],
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01],
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  );
}

const pngKept = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP acTL fcTL fdAT'.split(' '),
);

function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  if (!startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return undefined;
  const pieces = [bytes.subarray(0, 8)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (pngKept.has(name)) pieces.push(bytes.subarray(at, end));
    if (name === 'IEND') return join(pieces);
    at = end;
  }
  return undefined;
}

const webpKept = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  if (!startsWith(bytes, 0, 'RIFF') || !startsWith(bytes, 8, 'WEBP')) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const pieces = [Uint8Array.of(...bytes.subarray(0, 12))];
  for (let at = 12; at + 8 <= whole; ) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > whole) return undefined;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (webpKept.has(name)) {
      const piece = bytes.slice(at, Math.min(end, whole));
      // The flags that announce Exif and XMP.
      if (name === 'VP8X') piece[8] = (piece[8] ?? 0) & ~0x0c;
      pieces.push(piece);
    }
    at = end;
  }
  const result = join(pieces);
  new DataView(result.buffer).setUint32(4, result.length - 8, true);
  return pieces.length > 1 ? result : undefined;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}
