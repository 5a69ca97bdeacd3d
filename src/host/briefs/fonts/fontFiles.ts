import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FontFamily } from './fontFamilies.ts';

export type FontWeight = 400 | 700;

/** One part of a font: the characters that its file covers. */
export interface FontPart {
  readonly family: FontFamily;
  /** As the package names it: `latin`, `thai`, `119`. */
  readonly name: string;
  /** CSS `unicode-range`. */
  readonly unicodeRange: string;
  readonly ranges: readonly (readonly [number, number])[];
}

const parts = new Map<string, Promise<readonly FontPart[]>>();
const files = new Map<string, Promise<string>>();

/**
 * The folder that holds the font packages: `fonts` among the app's resources when it was packed so, else the
 * installed packages.
 */
export async function findFontsDirectory(resourcesDirectory: string): Promise<string> {
  const packed = join(resourcesDirectory, 'fonts');
  const isPacked = await stat(join(packed, 'noto-sans', 'unicode.json')).then(
    () => true,
    () => false,
  );
  if (isPacked) return packed;
  const installed = createRequire(import.meta.url).resolve('@fontsource/noto-sans/unicode.json');
  return dirname(dirname(installed));
}

/** The parts of a family as its package lists them. */
export function fontParts(directory: string, family: FontFamily): Promise<readonly FontPart[]> {
  const file = join(directory, family.folder, 'unicode.json');
  return remember(parts, file, async () => {
    const listed = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    return Object.entries(listed).map(([name, unicodeRange]) => ({
      family,
      name: name.replaceAll(/[[\]]/g, ''),
      unicodeRange,
      ranges: unicodeRange.split(',').map(parseRange),
    }));
  });
}

/** The file of a part as a `data:` address. */
export function fontData(directory: string, part: FontPart, weight: FontWeight): Promise<string> {
  const { folder } = part.family;
  const file = join(directory, folder, 'files', `${folder}-${part.name}-${weight}-normal.woff2`);
  return remember(files, file, async () => {
    const bytes = await readFile(file);
    return `data:font/woff2;base64,${bytes.toString('base64')}`;
  });
}

/** Reads once; a failed reading is not kept. */
function remember<Value>(
  cache: Map<string, Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const known = cache.get(key);
  if (known) return known;
  const reading = read().catch((error: unknown) => {
    cache.delete(key);
    throw error;
  });
  cache.set(key, reading);
  return reading;
}

/** `U+0E01-0E5B` or `U+25CC`. */
function parseRange(text: string): readonly [number, number] {
  const [first = '', last] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last ?? first, 16)];
}
