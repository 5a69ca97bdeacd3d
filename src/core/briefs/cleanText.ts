// Overrides and isolates of the bidirectional algorithm could reorder the words around the text that brings them.
const reordering = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
const control = /[\p{Cc}--[\n]]/gv;
const notCharacter = /[\ufffe\uffff\u{e0000}-\u{e007f}]/gu;

/** A text from the registry made safe for any page: no control characters, no reordering, line ends as `\n`. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(reordering, '')
    .replaceAll(control, '')
    .replaceAll(notCharacter, '')
    .trim();
}
