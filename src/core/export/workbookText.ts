/**
 * A text as a workbook holds it: what looks like the workbook's way of writing a character (`_x0041_`) would
 * otherwise be read as that character (ECMA-376 part 1, 22.4.2.4).
 */
export function workbookText(text: string): string {
  return text.includes('_x') ? text.replaceAll(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_') : text;
}
