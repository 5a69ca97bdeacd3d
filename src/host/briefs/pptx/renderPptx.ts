import type PptxGenJS from 'pptxgenjs';
import pptxgenjs from 'pptxgenjs';
import type {
  Block,
  BriefDocument,
  DataTable,
  Heading,
  Inline,
  Line,
  MapBlock,
  Masthead,
  PhotoBlock,
} from '#core/briefs/briefDocument.ts';

import { languageOfRun, splitByScript } from '#core/briefs/scripts.ts';
import type { BaseMap } from '#core/geo/baseMap.ts';
import { keepZipTextsWhole } from '../../system/zipTexts.ts';
import { briefMapSvg } from '../briefMapSvg.ts';
import { officeFont, wordLanguage } from '../docx/docxFonts.ts';
import { wordColour } from '../docx/docxLine.ts';
import { briefColours } from '../html/briefStyles.ts';
import { mapPng } from '../mapImage.ts';
import { withFixedMoments } from '../office/officePackage.ts';
import type { BriefPhotos } from '../photos.ts';
import { linesOf, rowsPerSlide } from './slideTable.ts';

/** Inches, on a slide of 13.33 × 7.5. */
const page = { left: 0.6, top: 1.25, width: 12.13, bottom: 6.75 };
const bodyPoints = 14;
const tablePoints = 11;
/** Half-width characters across the slide, and lines down it, at the size of the text. */
const bodyGrid = { across: 118, down: 19 };
const tableGrid = { across: 150, down: 22 };
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A block that flows as text: what it says, and the look of each line. */
interface TextLine {
  readonly line: Line;
  readonly bullet: boolean;
  readonly muted: boolean;
}

/**
 * The brief as slides: each subject opens with its name, each heading begins a slide, tables and texts go on over as
 * many slides as they need, with their title and their column titles on each.
 */
export async function renderPptx(
  document: BriefDocument,
  baseMap: BaseMap,
  photos: BriefPhotos = new Map(),
): Promise<Uint8Array> {
  const deck = new (pptxgenjs as unknown as new () => PptxGenJS)();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = document.title;
  deck.author = 'Musubi Desk';
  deck.company = '';
  deck.subject = '';
  deck.revision = '1';
  deck.theme = {
    headFontFace: officeFont('latin', document.language),
    bodyFontFace: officeFont('latin', document.language),
  };
  const writer = new SlideWriter(deck, document, baseMap, photos);
  for (const part of document.parts) for (const block of part.blocks.flatMap(flat)) writer.add(block);
  writer.finish();
  await keepZipTextsWhole();
  const file = (await deck.write({ outputType: 'uint8array' })) as Uint8Array;
  return withFixedMoments(file, document.asOf);
}

function flat(block: Block): Block[] {
  return block.type === 'columns' ? [...block.main, ...block.side].flatMap(flat) : [block];
}

class SlideWriter {
  readonly #deck: PptxGenJS;
  readonly #document: BriefDocument;
  readonly #baseMap: BaseMap;
  readonly #photos: BriefPhotos;
  #title: Line = [];
  #pending: TextLine[] = [];

  constructor(deck: PptxGenJS, document: BriefDocument, baseMap: BaseMap, photos: BriefPhotos) {
    this.#deck = deck;
    this.#document = document;
    this.#baseMap = baseMap;
    this.#photos = photos;
  }

  add(block: Block) {
    switch (block.type) {
      case 'masthead':
        this.#flush();
        this.#opening(block);
        break;
      case 'heading':
        this.#heading(block);
        break;
      case 'paragraph':
        this.#pending.push({ line: block.content, bullet: false, muted: block.tone === 'muted' });
        break;
      case 'list':
        this.#pending.push(...block.items.map((line) => ({ line, bullet: true, muted: false })));
        break;
      case 'facts':
        this.#flush();
        this.#table(
          { columns: [{ share: 0.28, isRowHeader: true }, { share: 0.72 }] },
          block.rows.map(({ label, value }) => [[[{ type: 'text', text: label, strong: true }]], value]),
        );
        break;
      case 'table':
        this.#flush();
        this.#table(block, block.rows);
        break;
      case 'map':
        this.#flush();
        this.#map(block);
        break;
      case 'photos':
        this.#flush();
        this.#pictures(block);
        break;
      case 'sources':
        this.#pending.push(
          ...block.items.map(({ number, content }) => ({
            line: [{ type: 'text' as const, text: `[${number}] ` }, ...content],
            bullet: false,
            muted: false,
          })),
        );
        break;
    }
  }

  finish() {
    this.#flush();
  }

  #heading({ level, content }: Heading) {
    if (level === 3) {
      this.#pending.push({ line: content.map(strongly), bullet: false, muted: false });
      return;
    }
    this.#flush();
    this.#title = content;
  }

  /** Puts what was said since the last slide onto as many slides as it needs. */
  #flush() {
    const lines = this.#pending;
    this.#pending = [];
    if (lines.length === 0) return;
    let slideLines: TextLine[] = [];
    let used = 0;
    const put = () => {
      if (slideLines.length === 0) return;
      const texts = slideLines.flatMap(({ line, bullet, muted }) =>
        this.#runs(line, { ...(muted ? { color: wordColour(briefColours.muted) } : {}) }, bullet),
      );
      this.#slide().addText(texts, {
        x: page.left,
        y: page.top,
        w: page.width,
        h: page.bottom - page.top,
        fontSize: bodyPoints,
        valign: 'top',
        paraSpaceAfter: 4,
      });
      slideLines = [];
      used = 0;
    };
    for (const line of lines) {
      const height = linesOf([line.line], bodyGrid.across);
      if (used + height > bodyGrid.down) put();
      slideLines.push(line);
      used += height;
    }
    put();
  }

  #opening({ kicker, name, otherNames, details }: Masthead) {
    const { audienceMark, asOfText } = this.#document;
    this.#title = name;
    const slide = this.#bare();
    slide.addText(this.#runs([{ type: 'text', text: `${kicker}  ${asOfText}  [${audienceMark}]` }], {}), {
      x: page.left,
      y: 1.6,
      w: page.width,
      h: 0.5,
      fontSize: 16,
      color: wordColour(briefColours.muted),
    });
    slide.addText(this.#runs(name, { bold: true }), {
      x: page.left,
      y: 2.2,
      w: page.width,
      h: 1.6,
      fontSize: 36,
      valign: 'top',
      fit: 'shrink',
    });
    const more = [...otherNames, ...details].flatMap((line) => this.#runs(line, {}, undefined));
    if (more.length > 0)
      slide.addText(more, { x: page.left, y: 3.9, w: page.width, h: 2.4, fontSize: 16, valign: 'top' });
  }

  #table(
    table: {
      readonly columns: readonly (Partial<DataTable['columns'][number]> & { readonly share: number })[];
    },
    rows: DataTable['rows'],
  ) {
    const columns = table.columns.map((column) => ({ title: '', ...column }));
    const titled = columns.some(({ title }) => title !== '');
    for (const part of rowsPerSlide({ columns, rows }, tableGrid.across, tableGrid.down)) {
      const border = { type: 'solid' as const, pt: 0.5, color: wordColour(briefColours.line) };
      const head = columns.map(({ title }) => ({
        text: this.#runs([{ type: 'text', text: title, strong: true }], {}),
        options: { border, fill: { color: 'F1F1F4' } },
      }));
      const body = part.map((row) =>
        row.map((cell) => ({
          text: cell.flatMap((line) => this.#runs(line, {})),
          options: { border, valign: 'top' as const },
        })),
      );
      // The library takes runs as the text of a cell, which its types do not say.
      this.#slide().addTable([...(titled ? [head] : []), ...body] as unknown as PptxGenJS.TableRow[], {
        x: page.left,
        y: page.top,
        w: page.width,
        colW: columns.map(({ share }) => share * page.width),
        fontSize: tablePoints,
        margin: 0.05,
      });
    }
  }

  /** One slide for each photo that is here; of the others the caption alone. */
  #pictures({ items }: PhotoBlock) {
    const room = page.bottom - page.top - 0.5;
    for (const { id, caption, alternative } of items) {
      const photo = this.#photos.get(id);
      if (!photo) {
        this.#pending.push({ line: caption, bullet: false, muted: true });
        continue;
      }
      const scale = Math.min(page.width / photo.width, room / photo.height);
      const slide = this.#slide();
      slide.addImage({
        data: `image/jpeg;base64,${Buffer.from(photo.jpeg).toString('base64')}`,
        x: page.left,
        y: page.top,
        w: photo.width * scale,
        h: photo.height * scale,
        altText: alternative,
      });
      slide.addText(this.#runs(caption, {}), {
        x: page.left,
        y: page.bottom - 0.4,
        w: page.width,
        h: 0.4,
        fontSize: bodyPoints,
      });
    }
    this.#flush();
  }

  #map(block: MapBlock) {
    const size = 5;
    const pixels = 480;
    const svg = briefMapSvg(block, this.#baseMap, {
      width: pixels,
      height: pixels,
      withText: false,
      language: this.#document.language,
    });
    const slide = this.#slide();
    slide.addImage({
      data: `image/png;base64,${Buffer.from(mapPng(svg, pixels * 2)).toString('base64')}`,
      x: page.left,
      y: page.top,
      w: size,
      h: size,
      altText: block.alternative,
    });
    const numbered: Line[] =
      block.points.length > 1
        ? block.points.map(({ label, lang }, index) => [
            { type: 'text', text: `${index + 1} ${label}`, ...(lang ? { lang } : {}) },
          ])
        : [];
    slide.addText(
      [block.caption, ...numbered].flatMap((line) => this.#runs(line, {})),
      {
        x: page.left + size + 0.4,
        y: page.top,
        w: page.width - size - 0.4,
        h: size,
        fontSize: bodyPoints,
        valign: 'top',
      },
    );
  }

  #bare(): PptxGenJS.Slide {
    const { title, asOfText, audienceMark } = this.#document;
    const slide = this.#deck.addSlide();
    const foot = { y: 7.0, h: 0.35, fontSize: 10, color: wordColour(briefColours.muted) };
    slide.addText(this.#runs([{ type: 'text', text: `${title}  ${asOfText}  [${audienceMark}]` }], {}), {
      ...foot,
      x: page.left,
      w: 11,
    });
    slide.slideNumber = { x: 12.3, y: 7.0, fontSize: 10, color: wordColour(briefColours.muted) };
    return slide;
  }

  /** A slide with the heading that it belongs to. */
  #slide(): PptxGenJS.Slide {
    const slide = this.#bare();
    slide.addText(this.#runs(this.#title, { bold: true }), {
      x: page.left,
      y: 0.4,
      w: page.width,
      h: 0.7,
      fontSize: 24,
      valign: 'middle',
      fit: 'shrink',
    });
    return slide;
  }

  /** A line as runs, one for each script with its font and language; the last one ends the line. */
  #runs(line: Line, look: PptxGenJS.TextPropsOptions, bullet = false): PptxGenJS.TextProps[] {
    const { language } = this.#document;
    const runs = line.flatMap((run) => {
      const own = ownLook(run);
      return splitByScript(wordsOf(run).toWellFormed().replaceAll(notXml, '')).flatMap((piece) => {
        const lang = wordLanguage(languageOfRun(piece, (run.type === 'text' && run.lang) || language));
        return piece.text.split('\n').map(
          (text, index): PptxGenJS.TextProps => ({
            text,
            options: {
              ...look,
              ...own,
              lang,
              fontFace: officeFont(piece.script, language),
              ...(index > 0 ? { softBreakBefore: true } : {}),
            },
          }),
        );
      });
    });
    const shown = runs.length > 0 ? runs : [{ text: '', options: { ...look } }];
    const last = shown.at(-1);
    if (last) last.options = { ...last.options, breakLine: true };
    const [first] = shown;
    if (bullet && first) first.options = { ...first.options, bullet: true };
    return shown;
  }
}

function strongly(run: Inline): Inline {
  return run.type === 'text' ? { ...run, strong: true } : run;
}

function wordsOf(run: Inline): string {
  if (run.type !== 'cite') return run.text;
  const numbers = run.numbers.length > 0 ? ` [${run.numbers.join(', ')}]` : '';
  return numbers + (run.remark ? ` ${run.remark}` : '');
}

function ownLook(run: Inline): PptxGenJS.TextPropsOptions {
  if (run.type === 'link') return { hyperlink: { url: run.url } };
  if (run.type === 'cite') return { color: wordColour(briefColours.muted) };
  return {
    ...(run.strong ? { bold: true } : {}),
    ...(run.muted ? { color: wordColour(briefColours.muted) } : {}),
  };
}
