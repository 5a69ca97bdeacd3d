import type { MapKind } from '../model/mapKinds.ts';
import type { Spot } from '../model/spots.ts';
import { kindShapes, shapeBox } from './kindShapes.ts';
import { type MapPalette, roleOf } from './mapPalette.ts';

/** What a spot's picture depends on. Equal looks share one picture. */
export interface SpotLook {
  readonly key: string;
  readonly parts: readonly { readonly kind: MapKind; readonly count: number }[];
  readonly hasMore: boolean;
  /** The place is only known as a country: a broken edge says so. */
  readonly isCountryOnly: boolean;
  /** Drawn instead of what stands there, on maps that show an order. */
  readonly rank?: number;
}

/** The picture of a place in an order: its rank alone. */
export function rankLook(rank: number): SpotLook {
  return { key: `rank:${rank}`, parts: [], hasMore: false, isCountryOnly: false, rank };
}

/** More kinds than this at one spot end in a plus sign. */
const mostParts = 3;

export function lookOf(spot: Spot): SpotLook {
  const isCountryOnly = spot.precision === 'country';
  const parts = spot.counts.slice(0, mostParts);
  const hasMore = spot.counts.length > mostParts;
  const key = `${isCountryOnly ? 'country:' : ''}${parts.map(({ kind, count }) => `${kind}${count}`).join('-')}${hasMore ? '+' : ''}`;
  return { key, parts, hasMore, isCountryOnly };
}

const bareSize = 17;
const glyphSize = 13;
const plateHeight = 22;
const edge = 6;
const gap = 5;
const figureFont = "700 12px 'Noto Sans', sans-serif";

interface Run {
  readonly kind: MapKind | null;
  readonly figure: string;
  readonly width: number;
}

/** Width and height in CSS pixels. */
export function spotImageSize(look: SpotLook): { width: number; height: number } {
  if (isBare(look)) return { width: bareSize + 6, height: bareSize + 6 };
  const runs = runsOf(look);
  const width = runs.reduce((sum, run) => sum + run.width, 0) + gap * (runs.length - 1) + edge * 2;
  return { width: Math.ceil(width) + 2, height: plateHeight + 2 };
}

/** The picture of a spot: the bare symbol of a single record, else a small plate with symbols and numbers. */
export function drawSpotImage(look: SpotLook, palette: MapPalette, pixelRatio: number): ImageData {
  const { width, height } = spotImageSize(look);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * pixelRatio);
  canvas.height = Math.ceil(height * pixelRatio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('A canvas gave no drawing context');
  context.scale(pixelRatio, pixelRatio);
  if (isBare(look)) drawBare(context, look, palette, width);
  else drawPlate(context, look, palette, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function isBare(look: SpotLook): boolean {
  return look.parts.length === 1 && look.parts[0]?.count === 1 && !look.isCountryOnly;
}

/** A city stands at its own place once, so its number is left out beside other kinds. */
function runsOf(look: SpotLook): Run[] {
  if (look.rank !== undefined) {
    const figure = String(look.rank);
    return [{ kind: null, figure, width: figure.length * 7.2 }];
  }
  const runs: Run[] = look.parts.map(({ kind, count }) => {
    const figure = count > 1 ? String(count) : '';
    return { kind, figure, width: glyphSize + (figure ? 2 + figure.length * 7.2 : 0) };
  });
  return look.hasMore ? [...runs, { kind: null, figure: '+', width: 7.2 }] : runs;
}

function drawBare(
  context: CanvasRenderingContext2D,
  look: SpotLook,
  palette: MapPalette,
  width: number,
): void {
  const [part] = look.parts;
  if (!part) return;
  const shape = new Path2D(kindShapes[part.kind]);
  const scale = bareSize / shapeBox;
  context.translate((width - bareSize) / 2, (width - bareSize) / 2);
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineWidth = 4.4 / scale;
  context.strokeStyle = palette.base.halo;
  context.stroke(shape);
  context.fillStyle = palette.roles[roleOf[part.kind]];
  context.fill(shape, 'evenodd');
}

function drawPlate(
  context: CanvasRenderingContext2D,
  look: SpotLook,
  palette: MapPalette,
  width: number,
  height: number,
): void {
  context.beginPath();
  context.roundRect(1, 1, width - 2, height - 2, 6);
  context.fillStyle = palette.plate;
  context.fill();
  context.strokeStyle = palette.plateEdge;
  context.lineWidth = 1;
  if (look.isCountryOnly) context.setLineDash([3, 2]);
  context.stroke();
  context.setLineDash([]);
  context.font = figureFont;
  context.textBaseline = 'middle';
  let x = edge + 1;
  for (const run of runsOf(look)) {
    let textAt = x;
    if (run.kind) {
      context.save();
      context.translate(x, (height - glyphSize) / 2);
      context.scale(glyphSize / shapeBox, glyphSize / shapeBox);
      context.fillStyle = palette.roles[roleOf[run.kind]];
      context.fill(new Path2D(kindShapes[run.kind]), 'evenodd');
      context.restore();
      textAt += glyphSize + 2;
    }
    context.fillStyle = palette.plateText;
    context.fillText(run.figure, textAt, height / 2 + 0.5);
    x += run.width + gap;
  }
}
