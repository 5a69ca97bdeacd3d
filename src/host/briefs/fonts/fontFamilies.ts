/** A font package of the app: its family name in CSS and the folder that it stands in. */
export interface FontFamily {
  readonly name: string;
  readonly folder: string;
}

const sans: FontFamily = { name: 'Noto Sans', folder: 'noto-sans' };
const japanese: FontFamily = { name: 'Noto Sans JP', folder: 'noto-sans-jp' };
/** Tamil is an official language of Singapore, whose local name has it. */
const southEastAsian: Readonly<Record<string, FontFamily>> = {
  th: { name: 'Noto Sans Thai', folder: 'noto-sans-thai' },
  lo: { name: 'Noto Sans Lao', folder: 'noto-sans-lao' },
  km: { name: 'Noto Sans Khmer', folder: 'noto-sans-khmer' },
  my: { name: 'Noto Sans Myanmar', folder: 'noto-sans-myanmar' },
  ta: { name: 'Noto Sans Tamil', folder: 'noto-sans-tamil' },
};

export const fontFamilies: readonly FontFamily[] = [sans, japanese, ...Object.values(southEastAsian)];

/**
 * Families in the order in which a text of that language looks for its letters. A language with its own script comes
 * first, so that marks and joiners are shaped together with the letters that they belong to.
 */
export function familiesFor(language: string): readonly FontFamily[] {
  const primary = language.split('-')[0] ?? language;
  const own = primary === 'ja' || primary === 'zh' ? japanese : (southEastAsian[primary] ?? sans);
  return [own, ...fontFamilies.filter((family) => family !== own)];
}

/** For CSS; the machine's own fonts come last, for scripts that the app brings no font for. */
export function fontStack(language: string): string {
  return [...familiesFor(language).map(({ name }) => `'${name}'`), 'sans-serif'].join(', ');
}
