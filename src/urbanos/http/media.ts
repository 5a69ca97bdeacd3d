/** Media types that NGSI-LD answers can have, in the order of preference of clause 6.3.4. */
export const jsonMedia = 'application/json';
export const linkedDataMedia = 'application/ld+json';
export const geoJsonMedia = 'application/geo+json';

/** The bare media type of a Content-Type header, in lower case; empty when there is none. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/**
 * Chooses among the offered media types by an Accept header (RFC 9110 section 12.5.1): highest weight first, then the
 * order of the offer. Undefined when none is acceptable.
 */
export function negotiate(header: string | undefined, offered: readonly string[]): string | undefined {
  if (header === undefined || header.trim() === '') return offered[0];
  const ranges = header.split(',').map(readRange);
  let best: { media: string; weight: number } | undefined;
  for (const media of offered) {
    const weight = weightOf(media, ranges);
    if (weight > 0 && (best === undefined || weight > best.weight)) best = { media, weight };
  }
  return best?.media;
}

interface Range {
  range: string;
  weight: number;
}

function readRange(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = quality === undefined ? 1 : Number(quality);
  return { range, weight: Number.isFinite(weight) ? Math.min(1, Math.max(0, weight)) : 0 };
}

/** The most specific range decides. */
function weightOf(media: string, ranges: readonly Range[]): number {
  const [type] = media.split('/');
  for (const wanted of [media, `${type}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === wanted);
    if (found !== undefined) return found.weight;
  }
  return 0;
}
