import { ExternalHyperlink, InternalHyperlink, type ParagraphChild, TextRun } from 'docx';
import type { Inline, Line } from '#core/briefs/briefDocument.ts';
import { splitByScript } from '#core/briefs/scripts.ts';
import { briefColours } from '../html/briefStyles.ts';
import { scriptMarks } from './docxFonts.ts';

export interface RunLook {
  readonly bold?: boolean;
  readonly color?: string;
  readonly style?: string;
  readonly superScript?: boolean;
}

/** A colour as Word writes it. */
export function wordColour(colour: string): string {
  return colour.slice(1).toUpperCase();
}

/** Bookmark of an entry of the source list. */
export function sourceBookmark(number: number): string {
  return `source_${number}`;
}

// What XML cannot carry even when it is escaped.
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Runs of a text, one for each script, each with its font and language. */
export function textRuns(
  text: string,
  language: string,
  documentLanguage: string,
  look: RunLook = {},
): TextRun[] {
  return splitByScript(text.toWellFormed().replaceAll(notXml, '')).flatMap((piece) => {
    const marks = scriptMarks(piece, language, documentLanguage);
    return piece.text
      .split('\n')
      .map(
        (line, index) => new TextRun({ ...look, ...marks, text: line, ...(index > 0 ? { break: 1 } : {}) }),
      );
  });
}

export function lineRuns(line: Line, documentLanguage: string, look: RunLook = {}): ParagraphChild[] {
  return line.flatMap((run) => inlineRuns(run, documentLanguage, look));
}

function inlineRuns(run: Inline, documentLanguage: string, look: RunLook): ParagraphChild[] {
  switch (run.type) {
    case 'text':
      return textRuns(run.text, run.lang ?? documentLanguage, documentLanguage, {
        ...look,
        ...(run.strong ? { bold: true } : {}),
        ...(run.muted ? { color: wordColour(briefColours.muted) } : {}),
      });
    case 'link':
      return [
        new ExternalHyperlink({
          link: run.url,
          children: textRuns(run.text, documentLanguage, documentLanguage, { style: 'Hyperlink' }),
        }),
      ];
    case 'cite': {
      const raised = { superScript: true, color: wordColour(briefColours.accent) };
      const numbers = run.numbers.flatMap((number, index) => [
        ...(index > 0 ? [new TextRun({ ...raised, text: ', ' })] : []),
        new InternalHyperlink({
          anchor: sourceBookmark(number),
          children: [new TextRun({ ...raised, text: String(number) })],
        }),
      ]);
      const bracketed =
        numbers.length > 0
          ? [new TextRun({ ...raised, text: ' [' }), ...numbers, new TextRun({ ...raised, text: ']' })]
          : [];
      const remark = run.remark
        ? textRuns(` ${run.remark}`, documentLanguage, documentLanguage, {
            superScript: true,
            color: wordColour(briefColours.muted),
          })
        : [];
      return [...bracketed, ...remark];
    }
  }
}
