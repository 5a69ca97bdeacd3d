/** Families of all scripts on the map, as the frame's style sheets declare them. */
export const mapFontFamilies = [
  'Noto Sans',
  'Noto Sans JP',
  'Noto Sans Thai',
  'Noto Sans Lao',
  'Noto Sans Khmer',
  'Noto Sans Myanmar',
] as const;

export const mapFontList = [...mapFontFamilies.map((family) => `'${family}'`), 'sans-serif'].join(', ');

/**
 * Loads the font files that hold the characters of `text`. Letters drawn on a canvas, as map labels are, do not wait
 * for their fonts: without this, Thai or Burmese would stay in whatever the machine has. A font that cannot be loaded is
 * done without.
 */
export async function loadMapFonts(text: string): Promise<void> {
  await Promise.allSettled(
    mapFontFamilies.flatMap((family) =>
      [400, 700].map((weight) => document.fonts.load(`${weight} 24px '${family}'`, text)),
    ),
  );
}
