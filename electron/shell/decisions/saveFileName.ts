import { isDeviceName } from './reservedName.ts';

export type SaveFileNameDecision =
  | { readonly allowed: true; readonly name: string; readonly extension: string }
  | { readonly allowed: false; readonly reason: string };

/** What the app exports, and photos and recordings attached to notes. Nothing here runs when it is double-clicked. */
export const SAVED_EXTENSIONS = [
  'pdf',
  'pptx',
  'docx',
  'xlsx',
  'csv',
  'json',
  'jsonld',
  'geojson',
  'md',
  'txt',
  'ics',
  'png',
  'jpg',
  'jpeg',
  'webp',
  'gif',
  'heic',
  'mp4',
  'mov',
  'm4a',
  'mp3',
  'zip',
  'musubi',
] as const;

const LONGEST_NAME = 180;

/** Whether a name may be proposed in the save dialog: one plain file name with the extension of an export. */
export function maySaveAs(name: string): SaveFileNameDecision {
  if (name.length === 0 || name.length > LONGEST_NAME) {
    return { allowed: false, reason: 'length' };
  }
  if (/[\\/:*?"<>|\p{Cc}\p{Cf}]/u.test(name)) {
    return { allowed: false, reason: 'unsafe-character' };
  }
  if (name.startsWith('.') || /[. ]$/.test(name) || name.trim() !== name || isDeviceName(name)) {
    return { allowed: false, reason: 'reserved-name' };
  }
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!SAVED_EXTENSIONS.some((known) => known === extension)) {
    return { allowed: false, reason: 'extension' };
  }
  return { allowed: true, name, extension };
}
