import type { MapPalette } from './mapPalette.ts';

/** What lies under a symbol that is selected or pointed at: a little larger than the symbol, and as round. */
export interface MarkLook {
  readonly key: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly isSelected: boolean;
}

const beyond = 6;
const edge = 3;

/** The mark of a symbol of this size. */
export function markLookOf(width: number, height: number, isSelected: boolean): MarkLook {
  const [wide, high] = [Math.round(width + beyond * 2), Math.round(height + beyond * 2)];
  return {
    key: `mark:${isSelected ? 'selected' : 'hovered'}:${wide}x${high}`,
    width: wide,
    height: high,
    isSelected,
  };
}

/** A yellow field with a dark edge: seen in greyscale by the edge. What is only pointed at is paler and thinner. */
export function drawMarkImage(look: MarkLook, palette: MapPalette, pixelRatio: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(look.width * pixelRatio);
  canvas.height = Math.ceil(look.height * pixelRatio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('A canvas gave no drawing context');
  context.scale(pixelRatio, pixelRatio);
  const line = look.isSelected ? edge : edge / 2;
  const radius = Math.min(look.width, look.height) / 2 - line;
  context.beginPath();
  context.roundRect(line / 2, line / 2, look.width - line, look.height - line, radius);
  context.globalAlpha = look.isSelected ? 0.8 : 0.45;
  context.fillStyle = palette.markFill;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = line;
  context.strokeStyle = palette.markEdge;
  context.stroke();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
