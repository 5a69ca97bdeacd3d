import { type BriefRequest, briefFormats } from '#contract/schemas.ts';
import type { BriefDocument } from '#core/briefs/briefDocument.ts';
import type { Translate } from '#core/briefs/briefInput.ts';
import { composeBrief } from '#core/briefs/composeBrief.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { collectBrief } from './collect.ts';
import { findFontsDirectory } from './fonts/fontFiles.ts';
import { renderHtml } from './html/renderHtml.ts';
import { loadBaseMap } from './mapImage.ts';
import type { MatchingSource, NamedAnswer } from './matchingSource.ts';
import { pdfPageCount, withFixedPdfDates } from './pdf.ts';
import { type BriefPhotos, type ReadPhoto, readPhotos } from './photos.ts';
import type { RecordReader } from './recordReader.ts';

export interface BriefDependencies {
  readonly reader: RecordReader;
  /** Texts of a language; a value stands in as it is, unescaped. */
  translate(language: string): Translate;
  /** The folder that holds `basemap/` and, in a packed app, `fonts/`. */
  readonly resourcesDirectory: string;
  /** A self-contained HTML page as PDF; see HostShell. */
  renderPdf(html: string): Promise<Uint8Array>;
  /** Who says which organisations fit; absent where there is none, and no brief has such a section then. */
  readonly matching?: MatchingSource;
  /** Absent where no photos are kept. */
  readonly readPhoto?: ReadPhoto;
  /** The as-of day of a brief, ISO. */
  today(): string;
}

export type BriefFormat = (typeof briefFormats)[number];
/** Languages that a brief's own words are there in. */
export const briefLanguages = ['ja', 'en'] as const;

export interface RenderOptions {
  readonly signal?: AbortSignal;
  /** @param step `reading`, `composing` or `rendering` */
  readonly onProgress?: (step: string, fraction: number) => void;
}

export interface RenderedBrief {
  readonly file: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  /** Known for PDF. */
  readonly pages?: number;
  /** What the file was made of. */
  readonly records: readonly { readonly kind: KindName; readonly id: string }[];
  /** Organisations in it that are ruled out by a veto which its audience may not see; for its author. */
  readonly unseenVetoes: number;
}

export interface BriefService {
  /** @throws MusubiError NOT_FOUND, INVALID_INPUT; see collectBrief */
  preview(request: BriefRequest): Promise<{ html: string; title: string; unseenVetoes: number }>;
  /**
   * @throws MusubiError NOT_FOUND, INVALID_INPUT (see collectBrief, and for a format that there is not yet),
   * CANCELLED when the signal says so, BROWSER_MISSING for PDF without a browser
   */
  render(
    request: BriefRequest & { readonly format: BriefFormat },
    options?: RenderOptions,
  ): Promise<RenderedBrief>;
  /**
   * A document that was composed elsewhere, in one of the same formats.
   * @param fileName without its ending
   * @throws MusubiError CANCELLED, BROWSER_MISSING
   */
  renderDocument(
    document: BriefDocument,
    format: BriefFormat,
    fileName: string,
    options?: RenderOptions,
  ): Promise<RenderedBrief>;
}

const mediaTypes = {
  html: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<BriefFormat, string>;

export function createBriefService(dependencies: BriefDependencies): BriefService {
  const { reader, resourcesDirectory, renderPdf, today } = dependencies;

  function compose(request: BriefRequest): { document: BriefDocument; unseenVetoes: number } {
    requireChoice('language', request.language, briefLanguages);
    const translate = dependencies.translate(request.language);
    let unseenVetoes = 0;
    const counted = (answer: NamedAnswer): NamedAnswer => {
      unseenVetoes += answer.unseenVetoes;
      return answer;
    };
    const { matching } = dependencies;
    const source: MatchingSource | undefined = matching && {
      need: (id, audience) => counted(matching.need(id, audience)),
      city: (id, audience) => counted(matching.city(id, audience)),
    };
    const document = composeBrief(collectBrief(request, reader, today(), translate, source));
    return { document, unseenVetoes };
  }

  async function photosOf(document: BriefDocument): Promise<BriefPhotos> {
    return dependencies.readPhoto ? readPhotos(document, dependencies.readPhoto) : new Map();
  }

  async function toHtml(document: BriefDocument): Promise<string> {
    const [baseMap, fonts, photos] = await Promise.all([
      loadBaseMap(resourcesDirectory),
      findFontsDirectory(resourcesDirectory),
      photosOf(document),
    ]);
    return renderHtml(document, baseMap, fonts, photos);
  }

  async function toPdf(document: BriefDocument): Promise<Uint8Array> {
    return withFixedPdfDates(await renderPdf(await toHtml(document)), document.asOf);
  }

  async function toDocx(document: BriefDocument): Promise<Uint8Array> {
    // Loaded when first needed: the library takes longer to load than most work takes.
    const { renderDocx } = await import('./docx/renderDocx.ts');
    return renderDocx(document, await loadBaseMap(resourcesDirectory), await photosOf(document));
  }

  async function toPptx(document: BriefDocument): Promise<Uint8Array> {
    const { renderPptx } = await import('./pptx/renderPptx.ts');
    return renderPptx(document, await loadBaseMap(resourcesDirectory), await photosOf(document));
  }

  async function toXlsx(document: BriefDocument): Promise<Uint8Array> {
    const { renderXlsx } = await import('./xlsx/renderXlsx.ts');
    return renderXlsx(document);
  }

  /** @throws MusubiError CANCELLED */
  async function draw(
    document: BriefDocument,
    format: BriefFormat,
    fileName: string,
    step: (name: string, fraction: number) => void,
  ): Promise<RenderedBrief> {
    const makers = {
      html: async () => new TextEncoder().encode(await toHtml(document)),
      pdf: () => toPdf(document),
      docx: () => toDocx(document),
      pptx: () => toPptx(document),
      xlsx: () => toXlsx(document),
    };
    step('rendering', 0.4);
    const file = await makers[format]();
    step('rendering', 1);
    return {
      file,
      fileName,
      mediaType: mediaTypes[format],
      ...(format === 'pdf' ? { pages: pdfPageCount(file) } : {}),
      records: document.records,
      unseenVetoes: 0,
    };
  }

  const stepping =
    ({ signal, onProgress }: RenderOptions) =>
    (name: string, fraction: number) => {
      if (signal?.aborted) throw new MusubiError('CANCELLED');
      onProgress?.(name, fraction);
    };

  return {
    async preview(request) {
      const { document, unseenVetoes } = compose(request);
      return { html: await toHtml(document), title: document.title, unseenVetoes };
    },

    async render(request, options = {}) {
      const format = requireChoice('format', request.format, briefFormats);
      const step = stepping(options);
      step('reading', 0);
      const { document, unseenVetoes } = compose(request);
      step('composing', 0.2);
      return { ...(await draw(document, format, fileNameOf(request, format), step)), unseenVetoes };
    },

    renderDocument: (document, format, fileName, options = {}) =>
      draw(document, format, `${fileName}.${format}`, stepping(options)),
  };
}

/** @throws MusubiError INVALID_INPUT that names what there is to choose from */
function requireChoice<Choice extends string>(
  path: string,
  value: string,
  allowed: readonly Choice[],
): Choice {
  const known = allowed.find((choice) => choice === value);
  if (!known) {
    throw new MusubiError('INVALID_INPUT', {
      problems: [{ path, reason: 'notChoice', value, allowed }],
    });
  }
  return known;
}

/** Made of what the caller already knows: the kind, the ids that were asked for, the audience and the language. */
function fileNameOf(request: BriefRequest, format: BriefFormat): string {
  const ids = [...new Set(request.ids)];
  const subject = ids.length > 1 ? `${ids[0]}-and-${ids.length - 1}-more` : ids[0];
  return `${request.kind}-brief_${subject}_${request.audience}_${request.language}.${format}`;
}
