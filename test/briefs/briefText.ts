import JSZip from 'jszip';
import type { Block, BriefDocument, Inline, Line } from '#core/briefs/briefDocument.ts';

/** Every block of a document, those inside columns too. */
export function allBlocks(document: BriefDocument): Block[] {
  const flat = (block: Block): Block[] =>
    block.type === 'columns' ? [...block.main, ...block.side].flatMap(flat) : [block];
  return document.parts.flatMap(({ blocks }) => blocks.flatMap(flat));
}

/** Every line of a document, whatever block it stands in. */
export function allLines(document: BriefDocument): Line[] {
  return allBlocks(document).flatMap(linesOf);
}

function linesOf(block: Block): Line[] {
  switch (block.type) {
    case 'masthead':
      return [block.name, ...block.otherNames, ...block.details];
    case 'heading':
    case 'paragraph':
      return [block.content];
    case 'list':
      return [...block.items];
    case 'facts':
      return block.rows.flatMap(({ value }) => [...value]);
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => [...cell]));
    case 'map':
      return [block.caption];
    case 'photos':
      return block.items.map(({ caption }) => caption);
    case 'sources':
      return block.items.map(({ content }) => content);
    case 'columns':
      return [...block.main, ...block.side].flatMap(linesOf);
  }
}

export function allRuns(document: BriefDocument): Inline[] {
  return allLines(document).flat();
}

/** The parts of a Word file: names, and contents of those that are text. */
export async function docxParts(file: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await JSZip.loadAsync(file);
  const parts = new Map<string, string>();
  for (const [name, entry] of Object.entries(zip.files)) {
    parts.set(name, /\.(xml|rels)$/.test(name) ? await entry.async('string') : '');
  }
  return parts;
}

/** A page without the contents of its fonts, which are long and say nothing. */
export function withoutFonts(html: string): string {
  return html.replaceAll(/base64,[A-Za-z0-9+/=]+/g, 'base64,');
}
