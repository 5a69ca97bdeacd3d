import JSZip from 'jszip';
import { keepZipTextsWhole } from '../../system/zipTexts.ts';

/** Zip's earliest date; a file inside has no date of its own. */
const zipDate = new Date(Date.UTC(1980, 0, 1));

/**
 * An Office file with everything fixed that depends on when it was made: the dates in its properties are the as-of day,
 * the entries of the zip carry none, and its links and bookmarks are numbered within the file.
 */
export async function withFixedMoments(file: Uint8Array, asOf: string): Promise<Uint8Array> {
  await keepZipTextsWhole();
  const from = await JSZip.loadAsync(file);
  const to = new JSZip();
  const names = Object.keys(from.files)
    .filter((name) => !from.files[name]?.dir)
    .sort(contentTypesFirst);
  const links = new Map<string, string>();
  for (const name of names) {
    const entry = from.file(name);
    if (!entry) continue;
    const isText = name.endsWith('.xml') || name.endsWith('.rels');
    const content = isText
      ? withNumberedBookmarks(withNumberedLinks(withDates(await entry.async('string'), name, asOf), links))
      : await entry.async('uint8array');
    to.file(name, content, { date: zipDate, createFolders: false });
  }
  return to.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

/** Programs that open the package expect the list of its types at the front. */
function contentTypesFirst(a: string, b: string): number {
  const rank = (name: string): number =>
    name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2;
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function withDates(xml: string, name: string, asOf: string): string {
  if (name !== 'docProps/core.xml') return xml;
  return xml.replaceAll(
    /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<\/dcterms:(?:created|modified)>)/g,
    `$1${asOf}T00:00:00Z$2`,
  );
}

/** Relationship ids other than plain numbers are random; the same one gets the same number in every part. */
function withNumberedLinks(xml: string, links: Map<string, string>): string {
  return xml.replaceAll(
    /(\s(?:r:id|Id)=")(rId[^"]+)(")/g,
    (whole, before: string, id: string, after: string) => {
      if (/^rId\d+$/.test(id)) return whole;
      const number = links.get(id) ?? `rIdLink${links.size + 1}`;
      links.set(id, number);
      return `${before}${number}${after}`;
    },
  );
}

/** Bookmarks are counted by the library for as long as the program runs; here they begin at 1. */
function withNumberedBookmarks(xml: string): string {
  const bookmarks = new Map<string, number>();
  return xml.replaceAll(
    /(<w:bookmark(?:Start|End) [^>]*?\bw:id=")(\d+)(")/g,
    (_, before: string, id: string, after: string) => {
      const number = bookmarks.get(id) ?? bookmarks.size + 1;
      bookmarks.set(id, number);
      return `${before}${number}${after}`;
    },
  );
}
