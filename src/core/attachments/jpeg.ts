/** A marker segment of a JPEG, or the picture data after a start of scan. Offsets in bytes. */
export interface JpegPart {
  readonly marker: number;
  /** Of the marker's 0xff. */
  readonly start: number;
  readonly end: number;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;

/**
 * The parts of a JPEG in order, from the first marker after the start of image up to its end; a scan and its data are one
 * part. What stands behind the end of the image is not among them.
 * @returns undefined when the bytes are no whole JPEG
 */
export function jpegParts(bytes: Uint8Array): JpegPart[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const parts: JpegPart[] = [];
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    // Any number of fill bytes may stand before a marker.
    if (bytes[at + 1] === 0xff) {
      at += 1;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) {
      parts.push({ marker, start: at, end: at + 2 });
      return parts;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    if (marker === startOfScan) end = endOfScan(bytes, end);
    parts.push({ marker, start: at, end });
    at = end;
  }
  return undefined;
}

/** Where the next marker stands; stuffed zeros and restart markers belong to the data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Whether a marker begins a frame, whose header says how large the picture is. */
export function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
