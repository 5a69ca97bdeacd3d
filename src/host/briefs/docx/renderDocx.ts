import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { BriefDocument } from '#core/briefs/briefDocument.ts';
import type { BaseMap } from '#core/geo/baseMap.ts';
import { withFixedMoments } from '../office/officePackage.ts';
import type { BriefPhotos } from '../photos.ts';
import { type DocxPage, docxBlocks } from './docxBlocks.ts';
import { textRuns } from './docxLine.ts';
import { docxStyles, page as paper, styleIds, textWidth } from './docxStyles.ts';

/** The brief as a Word file: real headings, tables whose titles repeat, a map with alternative text, links. */
export async function renderDocx(
  document: BriefDocument,
  baseMap: BaseMap,
  photos: BriefPhotos = new Map(),
): Promise<Uint8Array> {
  const { language, title, asOfText, audienceMark } = document;
  let drawings = 0;
  const page: DocxPage = {
    language,
    asOfText,
    audienceMark,
    baseMap,
    photos,
    nextDrawing: () => {
      drawings += 1;
      return drawings;
    },
  };
  const children = document.parts.flatMap(({ startsPage, blocks }) => [
    ...(startsPage ? [new Paragraph({ pageBreakBefore: true, children: [] })] : []),
    ...docxBlocks(blocks, page, textWidth),
  ]);
  const file = new Document({
    title,
    creator: 'Musubi Desk',
    lastModifiedBy: 'Musubi Desk',
    description: '',
    revision: 1,
    styles: docxStyles(language),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: paper.width, height: paper.height },
            margin: paper.margin,
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({ children: [] })] }),
          default: header(document),
        },
        footers: { first: footer(document), default: footer(document) },
        children,
      },
    ],
  });
  return withFixedMoments(await Packer.toBuffer(file), document.asOf);
}

const rightTab = { type: TabStopType.RIGHT, position: textWidth } as const;

function header({ title, audienceMark, language }: BriefDocument): Header {
  return new Header({
    children: [
      new Paragraph({
        style: styleIds.running,
        tabStops: [rightTab],
        children: [
          ...textRuns(title, language, language),
          new TextRun({ text: '\t' }),
          ...textRuns(audienceMark, language, language, { bold: true }),
        ],
      }),
    ],
  });
}

function footer({ asOfText, pageText, language }: BriefDocument): Footer {
  const pieces = pageText.split(/(\{page\}|\{pages\})/).map((piece) => {
    if (piece === '{page}') return new TextRun({ children: [PageNumber.CURRENT] });
    if (piece === '{pages}') return new TextRun({ children: [PageNumber.TOTAL_PAGES] });
    return new TextRun({ text: piece });
  });
  return new Footer({
    children: [
      new Paragraph({
        style: styleIds.running,
        alignment: AlignmentType.LEFT,
        tabStops: [rightTab],
        children: [...textRuns(asOfText, language, language), new TextRun({ text: '\t' }), ...pieces],
      }),
    ],
  });
}
