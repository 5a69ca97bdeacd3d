import type { OrganisationMatches } from '#contract/matchingSchemas.ts';

export type ReadSpan = NonNullable<OrganisationMatches['query']['spans']>[number];

/** A recognised name that the reader took out, and where it stood. */
export interface TakenOut {
  readonly kind: ReadSpan['kind'];
  readonly id: string;
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** Stands for each letter taken out: no blank, so that trimming and offsets are not disturbed. */
const blank = '·';

/** The text without what was taken out, as long as before, so that places in it stay places in the original. */
export function maskText(text: string, takenOut: readonly TakenOut[]): string {
  const units = [...Array(text.length).keys()].map((index) => text.charAt(index));
  for (const { start, end } of takenOut.flatMap((each) => each.places))
    for (let index = start; index < end && index < units.length; index += 1) units[index] = blank;
  return units.join('');
}

/** All places at which a name was recognised. */
export function takeOut(spans: readonly ReadSpan[], kind: ReadSpan['kind'], id: string): TakenOut {
  return {
    kind,
    id,
    places: spans
      .filter((span) => span.kind === kind && span.ids.includes(id))
      .map(({ start, end }) => ({ start, end })),
  };
}

export interface TextPiece {
  readonly start: number;
  readonly text: string;
  /** What was recognised here; `out` when the reader took it out. */
  readonly mark?: ReadSpan['kind'] | 'out';
}

/** The text cut into plain pieces and recognised ones, in order; where two names overlap the first one counts. */
export function textPieces(
  text: string,
  spans: readonly ReadSpan[],
  takenOut: readonly TakenOut[],
): TextPiece[] {
  const marks = [
    ...spans.map(({ start, end, kind }) => ({ start, end, mark: kind })),
    ...takenOut.flatMap(({ places }) => places.map((place) => ({ ...place, mark: 'out' as const }))),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end, mark } of marks) {
    if (start < at || end > text.length) continue;
    if (start > at) pieces.push({ start: at, text: text.slice(at, start) });
    pieces.push({ start, text: text.slice(start, end), mark });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at) });
  return pieces;
}

/** Every recognised name once, in the order in which it first stands in the text. */
export function recognised(spans: readonly ReadSpan[]): { kind: ReadSpan['kind']; id: string }[] {
  const seen = new Map<string, { kind: ReadSpan['kind']; id: string }>();
  for (const { kind, ids } of spans)
    for (const id of ids) if (!seen.has(`${kind} ${id}`)) seen.set(`${kind} ${id}`, { kind, id });
  return [...seen.values()];
}
