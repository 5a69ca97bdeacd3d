import {
  Bookmark,
  type FileChild,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { Block, MapBlock, Masthead, PhotoBlock, SourceListBlock } from '#core/briefs/briefDocument.ts';
import type { BaseMap } from '#core/geo/baseMap.ts';
import { briefMapSvg } from '../briefMapSvg.ts';
import { mapPng } from '../mapImage.ts';
import type { BriefPhotos } from '../photos.ts';
import { lineRuns, sourceBookmark, textRuns } from './docxLine.ts';
import { styleIds } from './docxStyles.ts';
import { dataTable, factTable, sideBySide } from './docxTables.ts';

/** What the blocks need from the file that they stand in. */
export interface DocxPage {
  readonly language: string;
  readonly asOfText: string;
  readonly audienceMark: string;
  readonly baseMap: BaseMap;
  readonly photos: BriefPhotos;
  /** Numbers drawings from 1, as Word wants them told apart. */
  nextDrawing(): number;
}

const headingLevels = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const mapPixels = 268;
/** Drawn finer than it is shown, for print. */
const mapFineness = 3;
const sideShare = 0.41;

export function docxBlocks(blocks: readonly Block[], page: DocxPage, width: number): FileChild[] {
  return blocks.flatMap((block) => docxBlock(block, page, width));
}

function docxBlock(block: Block, page: DocxPage, width: number): FileChild[] {
  const { language } = page;
  switch (block.type) {
    case 'masthead':
      return masthead(block, page);
    case 'heading':
      return [
        new Paragraph({ heading: headingLevels[block.level], children: lineRuns(block.content, language) }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          ...(block.tone === 'muted' ? { style: styleIds.muted } : {}),
          ...(block.tone === 'entry' ? { spacing: { before: 120 }, keepNext: true } : {}),
          children: lineRuns(block.content, language),
        }),
      ];
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            bullet: { level: 0 },
            indent: { left: 300, hanging: 240 },
            spacing: { after: 50 },
            children: lineRuns(item, language),
          }),
      );
    case 'facts':
      return [factTable(block, language, width), spacer()];
    case 'table':
      return [dataTable(block, language, width), spacer()];
    case 'map':
      return map(block, page);
    case 'photos':
      return photos(block, page);
    case 'sources':
      return sources(block, language);
    case 'columns':
      return columns(block.main, block.side, page, width);
  }
}

function masthead({ kicker, name, otherNames, details }: Masthead, page: DocxPage): FileChild[] {
  const { language, asOfText, audienceMark } = page;
  const between = (lines: readonly ParagraphChild[][]): ParagraphChild[] =>
    lines.flatMap((line, index) => (index === 0 ? line : [new TextRun({ text: '\u2003' }), ...line]));
  const paragraphs = [
    new Paragraph({
      style: styleIds.kicker,
      children: textRuns(`${kicker}\u2003${asOfText}\u2003[${audienceMark}]`, language, language),
    }),
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: lineRuns(name, language) }),
  ];
  const more = [
    { style: styleIds.otherName, lines: otherNames },
    { style: styleIds.details, lines: details },
  ].filter(({ lines }) => lines.length > 0);
  return [
    ...paragraphs,
    ...more.map(
      ({ style, lines }) =>
        new Paragraph({ style, children: between(lines.map((line) => lineRuns(line, language))) }),
    ),
  ];
}

/** The heading stays outside the layout table, where Word's navigation finds it. */
function columns(main: readonly Block[], side: readonly Block[], page: DocxPage, width: number): FileChild[] {
  if (side.length === 0) return docxBlocks(main, page, width);
  const [first, ...rest] = main;
  const heading = first?.type === 'heading' ? [first] : [];
  const body = heading.length > 0 ? rest : main;
  const sideWidth = Math.round(width * sideShare);
  const mainWidth = width - sideWidth;
  return [
    ...docxBlocks(heading, page, width),
    sideBySide(
      endingInParagraph(docxBlocks(body, page, mainWidth - 240)),
      endingInParagraph(docxBlocks(side, page, sideWidth)),
      [mainWidth, sideWidth],
    ),
  ];
}

/** A cell of a table must end in a paragraph. */
function endingInParagraph(children: FileChild[]): FileChild[] {
  return children.at(-1) instanceof Paragraph ? children : [...children, spacer()];
}

function map(block: MapBlock, page: DocxPage): FileChild[] {
  const { language, baseMap } = page;
  const svg = briefMapSvg(block, baseMap, {
    width: mapPixels,
    height: mapPixels,
    withText: false,
    language,
  });
  const drawing = page.nextDrawing();
  const numbered =
    block.points.length > 1 ? block.points.map(({ label }, index) => `${index + 1} ${label}`) : [];
  return [
    new Paragraph({
      keepNext: true,
      children: [
        new ImageRun({
          type: 'png',
          data: mapPng(svg, mapPixels * mapFineness),
          transformation: { width: mapPixels, height: mapPixels },
          altText: { id: String(drawing), name: `map-${drawing}`, description: block.alternative },
        }),
      ],
    }),
    new Paragraph({
      style: styleIds.muted,
      children: [
        ...lineRuns(block.caption, language),
        ...(numbered.length > 0 ? textRuns(`\n${numbered.join('  ')}`, language, language) : []),
      ],
    }),
  ];
}

/** Pixels of the longest side as shown on the page. */
const photoPixels = 400;

function photos({ items }: PhotoBlock, page: DocxPage): FileChild[] {
  return items.flatMap(({ id, caption, alternative }) => {
    const photo = page.photos.get(id);
    const words = new Paragraph({ style: styleIds.muted, children: lineRuns(caption, page.language) });
    if (!photo) return [words];
    const scale = Math.min(1, photoPixels / Math.max(photo.width, photo.height));
    const drawing = page.nextDrawing();
    return [
      new Paragraph({
        keepNext: true,
        children: [
          new ImageRun({
            type: 'jpg',
            data: photo.jpeg,
            transformation: {
              width: Math.round(photo.width * scale),
              height: Math.round(photo.height * scale),
            },
            altText: { id: String(drawing), name: `photo-${drawing}`, description: alternative },
          }),
        ],
      }),
      words,
    ];
  });
}

function sources({ items }: SourceListBlock, language: string): FileChild[] {
  return items.map(
    ({ number, content }) =>
      new Paragraph({
        style: styleIds.source,
        tabStops: [{ type: 'left', position: 480 }],
        children: [
          new Bookmark({ id: sourceBookmark(number), children: [new TextRun({ text: `[${number}]` })] }),
          new TextRun({ text: '\t' }),
          ...lineRuns(content, language),
        ],
      }),
  );
}

/** Word sets a table flush against what follows it. */
function spacer(): Paragraph {
  return new Paragraph({ style: styleIds.muted, spacing: { line: 120 }, children: [] });
}
