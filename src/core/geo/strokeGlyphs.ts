/**
 * Figures and the few letters a map needs, drawn as single strokes, so that a map has its scale and its numbered markers
 * even where no font can be had. Each in a box 10 units high, baseline at 10.
 */
const glyphs: Readonly<Record<string, { readonly width: number; readonly path: string }>> = {
  '0': { width: 6, path: 'M3 0C5 0 6 2 6 5S5 10 3 10 0 8 0 5 1 0 3 0Z' },
  '1': { width: 4, path: 'M.6 2.2L3.2 0V10' },
  '2': { width: 6, path: 'M.3 2.6C.3 1 1.4 0 3 0S5.7 1.1 5.7 2.7C5.7 5.1 1.6 6.9.2 10H6' },
  '3': {
    width: 6,
    path: 'M.3 1.8C.8.6 1.8 0 3 0 4.6 0 5.6 1 5.6 2.4 5.6 4 4.4 4.8 2.4 4.8 4.6 4.8 6 5.7 6 7.3 6 9 4.7 10 3 10 1.6 10 .5 9.3 0 8',
  },
  '4': { width: 6, path: 'M4.6 10V0L0 7H6.4' },
  '5': {
    width: 6,
    path: 'M5.5 0H1L.6 4.6C1.3 4 2.1 3.8 3 3.8 4.8 3.8 6 5 6 6.8 6 8.7 4.7 10 2.9 10 1.6 10 .5 9.4 0 8.4',
  },
  '6': {
    width: 6,
    path: 'M5.2.6C4.6.2 4 0 3.3 0 1.2 0 0 2.2 0 5.6 0 8.4 1.1 10 3 10 4.7 10 6 8.7 6 6.9 6 5.1 4.8 4 3.1 4 1.5 4 .3 5 0 6.4',
  },
  '7': { width: 6, path: 'M0 0H6L2 10' },
  '8': {
    width: 6,
    path: 'M3 4.7C1.4 4.7.5 3.7.5 2.4.5 1 1.5 0 3 0S5.5 1 5.5 2.4C5.5 3.7 4.6 4.7 3 4.7 1.2 4.7 0 5.8 0 7.3 0 8.9 1.2 10 3 10S6 8.9 6 7.3C6 5.8 4.8 4.7 3 4.7Z',
  },
  '9': {
    width: 6,
    path: 'M.8 9.4C1.4 9.8 2 10 2.7 10 4.8 10 6 7.8 6 4.4 6 1.6 4.9 0 3 0 1.3 0 0 1.3 0 3.1 0 4.9 1.2 6 2.9 6 4.5 6 5.7 5 6 3.6',
  },
  ' ': { width: 2, path: '' },
  k: { width: 5, path: 'M0 0V10M4.6 3.6L0 7.4M1.7 6.1L5 10' },
  m: {
    width: 9,
    path: 'M0 3.6V10M0 5.8C.5 4.3 1.4 3.6 2.5 3.6 3.9 3.6 4.5 4.4 4.5 5.8V10M4.5 5.8C5 4.3 5.9 3.6 7 3.6 8.4 3.6 9 4.4 9 5.8V10',
  },
  N: { width: 6.4, path: 'M0 10V0L6.4 10V0' },
};

const gap = 2.6;
const boxHeight = 10;

/** How wide `text` is when its figures are `height` pixels tall. Only characters that have a glyph count. */
export function strokeTextWidth(text: string, height: number): number {
  const drawn = [...text].flatMap((character) => glyphs[character] ?? []);
  const units = drawn.reduce((sum, glyph) => sum + glyph.width, 0) + Math.max(0, drawn.length - 1) * gap;
  return (units * height) / boxHeight;
}

/** SVG paths for `text` with its top left corner at (x, y), without colour: the caller's group sets the stroke. */
export function strokeText(text: string, x: number, y: number, height: number): string {
  const scale = height / boxHeight;
  let at = 0;
  let paths = '';
  for (const character of text) {
    const glyph = glyphs[character];
    if (!glyph) continue;
    if (glyph.path) paths += `<path transform="translate(${at.toFixed(1)} 0)" d="${glyph.path}"/>`;
    at += glyph.width + gap;
  }
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">${paths}</g>`;
}
