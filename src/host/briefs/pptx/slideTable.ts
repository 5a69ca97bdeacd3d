import type { DataTable, Line } from '#core/briefs/briefDocument.ts';

export type TableRow = readonly (readonly Line[])[];

const wideCharacter =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u;

/** Width of a text in halves of a full-width character. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += wideCharacter.test(character) ? 2 : 1;
  return width;
}

/** Lines that text takes in a column so many half-characters wide. */
export function linesOf(lines: readonly Line[], columnWidth: number): number {
  return lines.reduce((sum, line) => {
    const text = line.map((run) => (run.type === 'cite' ? '[00]' : run.text)).join('');
    const pieces = text.split('\n');
    return sum + pieces.reduce((all, piece) => all + Math.max(1, Math.ceil(widthOf(piece) / columnWidth)), 0);
  }, 0);
}

/** Spreads the rows of a table over slides that hold so many lines each; a row stays whole. */
export function rowsPerSlide(
  { columns, rows }: Pick<DataTable, 'columns' | 'rows'>,
  halfCharacters: number,
  linesOnSlide: number,
): TableRow[][] {
  const slides: TableRow[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const height = Math.max(
      1,
      ...row.map((cell, index) =>
        linesOf(cell, Math.max(4, (columns[index]?.share ?? 0) * halfCharacters - 2)),
      ),
    );
    if (used + height > linesOnSlide) {
      slides.push([]);
      used = 0;
    }
    slides.at(-1)?.push(row);
    used += height + 0.5;
  }
  return slides;
}
