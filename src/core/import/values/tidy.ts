/** Text as values are read from it: full-width forms narrowed, blanks (no-break and ideographic too) at one. */
export function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
}
