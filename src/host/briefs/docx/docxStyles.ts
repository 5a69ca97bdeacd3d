import { BorderStyle, type IStylesOptions, LineRuleType } from 'docx';
import { briefColours } from '../html/briefStyles.ts';
import { documentFonts, wordLanguage } from './docxFonts.ts';
import { wordColour } from './docxLine.ts';

/** Twips: A4 with the margins of the printed page. */
export const page = {
  width: 11_906,
  height: 16_838,
  margin: { top: 1_080, bottom: 960, left: 907, right: 907, header: 480, footer: 440 },
} as const;
export const textWidth = page.width - page.margin.left - page.margin.right;

/** Style ids for what Word has no style of its own for. */
export const styleIds = {
  kicker: 'BriefKicker',
  otherName: 'BriefOtherName',
  details: 'BriefDetails',
  muted: 'BriefMuted',
  cell: 'BriefCell',
  source: 'BriefSource',
  running: 'BriefRunning',
} as const;

/** Half points, twentieths of a point: Word's units. */
export function docxStyles(language: string): IStylesOptions {
  const { accent, muted, text } = briefColours;
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: wordColour(text), font: documentFonts(language) },
    paragraph: { spacing: { before, after: 80 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: {
          size: 19,
          color: wordColour(text),
          font: documentFonts(language),
          language: { value: wordLanguage(language), eastAsia: 'ja-JP', bidirectional: 'th-TH' },
        },
        paragraph: { spacing: { line: 280, lineRule: LineRuleType.AUTO } },
      },
      heading1: heading(40, 0),
      heading2: {
        ...heading(24, 260),
        paragraph: {
          ...heading(24, 260).paragraph,
          border: { left: { style: BorderStyle.SINGLE, size: 28, space: 6, color: wordColour(accent) } },
          indent: { left: 140 },
        },
      },
      heading3: heading(20, 180),
      hyperlink: { run: { color: wordColour(accent), underline: {} } },
    },
    paragraphStyles: [
      {
        id: styleIds.kicker,
        name: 'Brief Kicker',
        basedOn: 'Normal',
        run: { size: 17, bold: true, color: wordColour(accent) },
        paragraph: {
          spacing: { after: 60 },
          border: { top: { style: BorderStyle.SINGLE, size: 24, space: 6, color: wordColour(accent) } },
        },
      },
      {
        id: styleIds.otherName,
        name: 'Brief Other Name',
        basedOn: 'Normal',
        run: { size: 23, color: wordColour(muted) },
      },
      {
        id: styleIds.details,
        name: 'Brief Details',
        basedOn: 'Normal',
        run: { color: wordColour(muted) },
        paragraph: { spacing: { after: 120 } },
      },
      {
        id: styleIds.muted,
        name: 'Brief Muted',
        basedOn: 'Normal',
        run: { size: 16, color: wordColour(muted) },
      },
      {
        id: styleIds.cell,
        name: 'Brief Cell',
        basedOn: 'Normal',
        run: { size: 17 },
        paragraph: { spacing: { line: 250, after: 20 } },
      },
      {
        id: styleIds.source,
        name: 'Brief Source',
        basedOn: 'Normal',
        run: { size: 15 },
        paragraph: { spacing: { line: 240, after: 30 }, indent: { left: 480, hanging: 480 } },
      },
      {
        id: styleIds.running,
        name: 'Brief Running',
        basedOn: 'Normal',
        run: { size: 15, color: wordColour(muted) },
      },
    ],
  };
}
