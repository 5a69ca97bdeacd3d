import type { MapView } from '#core/geo/projection.ts';
import { scaleBarOf } from '#core/geo/scaleBar.ts';
import { mapFontList } from '../engine/mapFonts.ts';
import type { MapKind } from '../model/mapKinds.ts';
import { kindShapes, shapeBox } from '../symbols/kindShapes.ts';
import { type MapPalette, roleOf } from '../symbols/mapPalette.ts';

export interface PictureTexts {
  readonly title: string;
  /** What the map was narrowed to; empty for nothing. */
  readonly filters: string;
  readonly asOf: string;
  readonly attribution: string;
  readonly kinds: readonly { readonly kind: MapKind; readonly name: string }[];
  /** Null when no lines are drawn. */
  readonly arcs: string | null;
  readonly disc: string;
  readonly number: string;
  readonly countryOnly: string | null;
  /** `500 km`, for a distance in kilometres. */
  readonly distance: (kilometres: number) => string;
}

const margin = 24;
const headHeight = 64;
const rowHeight = 26;

/** How high the picture is above and below its map, in CSS pixels. */
export function pictureFrame(texts: PictureTexts, width: number): { head: number; foot: number } {
  return { head: headHeight, foot: margin * 1.4 + legendRows(texts, width).length * rowHeight + 22 };
}

/** The map with title, legend, scale and date as one picture, `pixelRatio` pixels to the CSS pixel. */
export function composePicture(
  map: HTMLCanvasElement,
  view: MapView,
  texts: PictureTexts,
  palette: MapPalette,
  pixelRatio: number,
): HTMLCanvasElement {
  const { width, height } = view.size;
  const { head, foot } = pictureFrame(texts, width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * pixelRatio);
  canvas.height = Math.round((head + height + foot) * pixelRatio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('A canvas gave no drawing context');
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = palette.plate;
  context.fillRect(0, 0, width, head + height + foot);
  context.textBaseline = 'alphabetic';

  const write = (text: string, x: number, y: number, font: string, colour: string, most: number): void => {
    context.font = `${font} ${mapFontList}`;
    context.fillStyle = colour;
    context.fillText(shortened(context, text, most), x, y);
  };
  const dateWidth = 220;
  write(texts.title, margin, 30, '700 20px', palette.base.text, width - margin * 3 - dateWidth);
  write(texts.filters, margin, 52, '13px', palette.base.mutedText, width - margin * 2);
  context.textAlign = 'right';
  write(texts.asOf, width - margin, 30, '13px', palette.base.text, dateWidth);
  context.textAlign = 'left';

  context.drawImage(map, 0, head, width, height);
  context.strokeStyle = palette.base.frame;
  context.lineWidth = 1;
  context.strokeRect(0.5, head + 0.5, width - 1, height - 1);
  drawScale(context, view, texts, palette, head + height);

  let y = head + height + margin;
  for (const row of legendRows(texts, width)) {
    let x = margin;
    for (const entry of row) {
      drawSign(context, entry.sign, x, y - 14, palette);
      write(entry.text, x + signRoom, y, '13px', palette.base.text, width);
      x += entry.width;
    }
    y += rowHeight;
  }
  write(texts.attribution, margin, y + 4, '11px', palette.base.mutedText, width - margin * 2);
  return canvas;
}

type Sign = MapKind | 'arc' | 'disc' | 'number' | 'country-only';
interface Entry {
  readonly sign: Sign;
  readonly text: string;
  readonly width: number;
}

const signRoom = 26;
const between = 22;

function legendRows(texts: PictureTexts, width: number): Entry[][] {
  const context = document.createElement('canvas').getContext('2d');
  const entries: { sign: Sign; text: string }[] = [
    ...texts.kinds.map(({ kind, name }) => ({ sign: kind, text: name })),
    ...(texts.arcs === null ? [] : [{ sign: 'arc' as const, text: texts.arcs }]),
    { sign: 'disc', text: texts.disc },
    { sign: 'number', text: texts.number },
    ...(texts.countryOnly === null ? [] : [{ sign: 'country-only' as const, text: texts.countryOnly }]),
  ];
  const rows: Entry[][] = [[]];
  let taken = 0;
  for (const entry of entries) {
    if (context) context.font = `13px ${mapFontList}`;
    const own = signRoom + (context?.measureText(entry.text).width ?? 0) + between;
    if (taken > 0 && taken + own > width - margin * 2 + between) {
      rows.push([]);
      taken = 0;
    }
    rows.at(-1)?.push({ ...entry, width: own });
    taken += own;
  }
  return rows;
}

function drawSign(
  context: CanvasRenderingContext2D,
  sign: Sign,
  x: number,
  y: number,
  palette: MapPalette,
): void {
  context.save();
  context.translate(x, y);
  if (sign === 'arc') {
    context.beginPath();
    context.moveTo(0, 16);
    context.quadraticCurveTo(10, -4, 20, 16);
    context.strokeStyle = palette.arc;
    context.lineWidth = 1.8;
    context.stroke();
  } else if (sign === 'disc') {
    context.beginPath();
    context.arc(9, 9, 9, 0, Math.PI * 2);
    context.fillStyle = palette.cluster;
    context.fill();
    context.fillStyle = palette.clusterText;
    context.font = `11px ${mapFontList}`;
    context.fillText('9', 6, 13);
  } else if (sign === 'country-only' || sign === 'number') {
    context.beginPath();
    context.roundRect(0.5, 1.5, 20, 15, 4);
    if (sign === 'country-only') context.setLineDash([3, 2]);
    context.strokeStyle = palette.plateEdge;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = palette.plateText;
    context.font = `11px ${mapFontList}`;
    if (sign === 'number') context.fillText('3', 8, 13);
  } else {
    context.translate(1, 1);
    context.scale(16 / shapeBox, 16 / shapeBox);
    context.fillStyle = palette.roles[roleOf[sign]];
    context.fill(new Path2D(kindShapes[sign]), 'evenodd');
  }
  context.restore();
}

function drawScale(
  context: CanvasRenderingContext2D,
  view: MapView,
  texts: PictureTexts,
  palette: MapPalette,
  bottom: number,
): void {
  const bar = scaleBarOf(view, 140);
  const [left, base] = [margin, bottom - 16];
  const line = (colour: string, width: number): void => {
    context.beginPath();
    context.moveTo(left, base - 6);
    context.lineTo(left, base);
    context.lineTo(left + bar.pixels, base);
    context.lineTo(left + bar.pixels, base - 6);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  };
  line(palette.base.halo, 5);
  line(palette.base.text, 1.5);
  context.font = `12px ${mapFontList}`;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = palette.base.halo;
  context.strokeText(texts.distance(bar.kilometres), left + 4, base - 8);
  context.fillStyle = palette.base.text;
  context.fillText(texts.distance(bar.kilometres), left + 4, base - 8);
}

/** The text, or as much of it as fits with an ellipsis. */
function shortened(context: CanvasRenderingContext2D, text: string, most: number): string {
  if (context.measureText(text).width <= most) return text;
  const characters = [...text];
  while (characters.length > 1 && context.measureText(`${characters.join('')}…`).width > most)
    characters.pop();
  return `${characters.join('')}…`;
}
