import exifr from 'exifr';

/** What a camera wrote into a photo. */
export interface PhotoFacts {
  /** WGS84 degrees, to a metre. */
  readonly place?: { readonly lat: number; readonly lon: number };
  /** The camera's own clock, without a zone: `2026-11-20T09:30`. */
  readonly takenAt?: string;
  /** Exif 2.32: 1 … 8; 1 is upright. */
  readonly orientation: number;
}

const fifthDecimal = 100_000;

/** Reads place, time and orientation; a photo without them, or a damaged one, says nothing. */
export async function readPhotoFacts(contents: Uint8Array): Promise<PhotoFacts> {
  const read = async <Result>(work: () => Promise<Result>): Promise<Result | undefined> =>
    work().catch(() => undefined);
  const gps = await read(() => exifr.gps(contents));
  const tags = await read(() =>
    exifr.parse(contents, {
      pick: ['DateTimeOriginal', 'Orientation'],
      reviveValues: false,
      translateValues: false,
    }),
  );
  const place = gps && isPlace(gps) ? { lat: metre(gps.latitude), lon: metre(gps.longitude) } : undefined;
  const taken = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2})/.exec(String(tags?.DateTimeOriginal ?? ''));
  const orientation = Number(tags?.Orientation);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    ...(place ? { place } : {}),
    ...(taken ? { takenAt: `${taken[1]}-${taken[2]}-${taken[3]}T${taken[4]}:${taken[5]}` } : {}),
  };
}

/** Zero in both is what a receiver without a fix writes. */
function isPlace({ latitude, longitude }: { latitude: number; longitude: number }): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && !(latitude === 0 && longitude === 0);
}

function metre(degrees: number): number {
  return Math.round(degrees * fifthDecimal) / fifthDecimal;
}
