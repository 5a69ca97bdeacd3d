import { isFrameHeader, jpegParts } from './jpeg.ts';

export interface ImageSize {
  /** Pixels as stored, before any turning that the picture asks for. */
  readonly width: number;
  readonly height: number;
}

/** The size of a JPEG, PNG or WebP; undefined when the bytes do not say. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const size = jpegSize(bytes) ?? pngSize(bytes) ?? webpSize(bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function jpegSize(bytes: Uint8Array): ImageSize | undefined {
  const frame = jpegParts(bytes)?.find(({ marker }) => isFrameHeader(marker));
  if (!frame || frame.end - frame.start < 9) return undefined;
  const view = viewOf(bytes);
  return { height: view.getUint16(frame.start + 5), width: view.getUint16(frame.start + 7) };
}

function pngSize(bytes: Uint8Array): ImageSize | undefined {
  if (bytes.length < 24 || tag(bytes, 0) !== '\x89PNG' || tag(bytes, 12) !== 'IHDR') return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function webpSize(bytes: Uint8Array): ImageSize | undefined {
  if (bytes.length < 30 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WEBP') return undefined;
  const view = viewOf(bytes);
  switch (tag(bytes, 12)) {
    case 'VP8X':
      return {
        width: 1 + (view.getUint32(24, true) & 0xffffff),
        height: 1 + (view.getUint32(26, true) >>> 8),
      };
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}
