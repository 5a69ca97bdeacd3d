/** What is found by itself, and older ones that only a person can name: of Japan, of Thailand and of Europe. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'windows-874',
  'windows-1252',
] as const;
export type TextEncoding = (typeof textEncodings)[number];
