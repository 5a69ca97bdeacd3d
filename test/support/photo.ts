import jpeg from 'jpeg-js';

export interface PhotoOptions {
  readonly width?: number;
  readonly height?: number;
  /** Exif: 1 … 8. */
  readonly orientation?: number;
  /** Degrees, north and east. */
  readonly place?: { readonly lat: number; readonly lon: number };
  /** `2026:11:20 09:30:00` */
  readonly taken?: string;
  /** Left half of the stored pixels; the right half is white. */
  readonly left?: readonly [number, number, number];
}

/** A photo as a camera writes it: a JPEG with an Exif segment. */
export function photo(options: PhotoOptions = {}): Uint8Array {
  const { width = 64, height = 32, left = [200, 0, 0] } = options;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width / 2; x += 1) data.set(left, (y * width + x) * 4);
  const plain = jpeg.encode({ data, width, height }, 90).data;
  const exif = exifSegment(options);
  return Uint8Array.from([...plain.subarray(0, 2), ...exif, ...plain.subarray(2)]);
}

type Entry = readonly [tag: number, type: number, count: number, value: Uint8Array];

function exifSegment({ orientation = 1, place, taken }: PhotoOptions): Uint8Array {
  const ascii = (text: string) => new TextEncoder().encode(`${text}\0`);
  const make: Entry = [0x010f, 2, 14, ascii('SecretCamera1')];
  const way: Entry = [0x0112, 3, 1, short(orientation)];
  const pointers = [...(taken ? [0x8769] : []), ...(place ? [0x8825] : [])];
  const main = (offsets: readonly number[]) =>
    directory([make, way, ...pointers.map((tag, n): Entry => [tag, 4, 1, long(offsets[n] ?? 0)])], 8);
  const size = main(pointers.map(() => 0)).length;
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let at = 8 + size;
  const push = (build: (offset: number) => Uint8Array) => {
    offsets.push(at);
    const part = build(at);
    parts.push(part);
    at += part.length;
  };
  if (taken) push((offset) => directory([[0x9003, 2, 20, ascii(taken)]], offset));
  if (place) {
    push((offset) =>
      directory(
        [
          [0x0001, 2, 2, ascii(place.lat < 0 ? 'S' : 'N')],
          [0x0002, 5, 3, degrees(Math.abs(place.lat))],
          [0x0003, 2, 2, ascii(place.lon < 0 ? 'W' : 'E')],
          [0x0004, 5, 3, degrees(Math.abs(place.lon))],
        ],
        offset,
      ),
    );
  }
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, ...main(offsets), ...parts.flatMap((part) => [...part])];
  const length = tiff.length + 8;
  return Uint8Array.from([
    0xff,
    0xe1,
    length >> 8,
    length & 255,
    ...new TextEncoder().encode('Exif\0\0'),
    ...tiff,
  ]);
}

function directory(entries: readonly Entry[], offset: number): Uint8Array {
  const head: number[] = [entries.length >> 8, entries.length & 255];
  const behind: number[] = [];
  const start = offset + 2 + entries.length * 12 + 4;
  for (const [tag, type, count, value] of entries) {
    head.push(tag >> 8, tag & 255, type >> 8, type & 255, ...long(count));
    if (value.length <= 4) head.push(...value, ...new Array(4 - value.length).fill(0));
    else {
      head.push(...long(start + behind.length));
      behind.push(...value, ...(value.length % 2 ? [0] : []));
    }
  }
  return Uint8Array.from([...head, 0, 0, 0, 0, ...behind]);
}

function short(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 255);
}

function long(value: number): Uint8Array {
  return Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** Degrees, minutes, and seconds in ten-thousandths, as three fractions. */
function degrees(value: number): Uint8Array {
  const whole = Math.floor(value);
  const minutes = Math.floor((value - whole) * 60);
  const seconds = Math.round(((value - whole) * 60 - minutes) * 60 * 10_000);
  return Uint8Array.from([whole, 1, minutes, 1, seconds, 10_000].flatMap((each) => [...long(each)]));
}
