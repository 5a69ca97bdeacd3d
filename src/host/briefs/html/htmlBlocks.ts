import type {
  Block,
  BulletList,
  DataTable,
  FactTable,
  Line,
  MapBlock,
  Masthead,
  PhotoBlock,
  SourceListBlock,
} from '#core/briefs/briefDocument.ts';
import { plainText } from '#core/briefs/briefWriter.ts';
import { escapeXml, estimatedEms } from '#core/geo/svgText.ts';
import type { BriefPhotos } from '../photos.ts';
import type { HtmlLines } from './htmlLine.ts';

/** What the blocks need from the page that they stand on. */
export interface HtmlPage {
  readonly lines: HtmlLines;
  readonly audienceMark: string;
  readonly asOfText: string;
  readonly photos: BriefPhotos;
  /** A map as inline SVG. */
  mapSvg(block: MapBlock): string;
}

export function blocksHtml(blocks: readonly Block[], page: HtmlPage): string {
  return blocks.map((block) => blockHtml(block, page)).join('\n');
}

function blockHtml(block: Block, page: HtmlPage): string {
  const { lines } = page;
  switch (block.type) {
    case 'masthead':
      return mastheadHtml(block, page);
    case 'heading': {
      const id = block.anchor ? ` id="${escapeXml(block.anchor)}"` : '';
      return `<h${block.level}${id}>${lines.line(block.content, 700)}</h${block.level}>`;
    }
    case 'paragraph':
      return `<p${block.tone === 'normal' ? '' : ` class="${block.tone}"`}>${lines.line(block.content)}</p>`;
    case 'list':
      return listHtml(block, page);
    case 'facts':
      return factsHtml(block, page);
    case 'table':
      return tableHtml(block, page);
    case 'map':
      return `<figure class="map">${page.mapSvg(block)}<figcaption>${lines.line(block.caption)}</figcaption></figure>`;
    case 'photos':
      return photosHtml(block, page);
    case 'sources':
      return sourcesHtml(block, page);
    case 'columns':
      return block.side.length === 0
        ? blocksHtml(block.main, page)
        : `<div class="columns"><div>${blocksHtml(block.main, page)}</div><div>${blocksHtml(block.side, page)}</div></div>`;
  }
}

function mastheadHtml({ kicker, name, otherNames, details }: Masthead, page: HtmlPage): string {
  const { lines } = page;
  const others = otherNames.map((line) => `<span class="other-name">${lines.line(line)}</span>`).join('');
  const facts = details.map((line) => `<span>${lines.line(line)}</span>`).join('');
  return `<header class="masthead">
<p class="strip"><span class="kicker">${lines.plain(kicker, 700)}</span><span class="as-of">${lines.plain(page.asOfText)}</span><span class="audience">${lines.plain(page.audienceMark, 700)}</span></p>
<h1${isLong(name) ? ' class="long"' : ''}>${lines.line(name, 700)}</h1>
${others ? `<p class="other-names">${others}</p>` : ''}
${facts ? `<p class="details">${facts}</p>` : ''}
</header>`;
}

/** A title of a study can run over several lines and is set smaller then. */
function isLong(name: Line): boolean {
  return estimatedEms(plainText(name)) > 24;
}

function listHtml({ items }: BulletList, { lines }: HtmlPage): string {
  return `<ul>${items.map((item) => `<li>${lines.line(item)}</li>`).join('')}</ul>`;
}

function factsHtml({ caption, rows }: FactTable, { lines }: HtmlPage): string {
  const body = rows.map(
    ({ label, value }) =>
      `<tr><th scope="row">${lines.plain(label, 700)}</th><td>${lines.lines(value)}</td></tr>`,
  );
  return `<table class="facts"><caption>${lines.plain(caption)}</caption><tbody>${body.join('')}</tbody></table>`;
}

function tableHtml({ caption, columns, rows }: DataTable, { lines }: HtmlPage): string {
  const widths = columns.map(({ share }) => `<col style="width:${(share * 100).toFixed(1)}%">`).join('');
  const head = columns.map(({ title }) => `<th scope="col">${lines.plain(title, 700)}</th>`).join('');
  const body = rows.map((cells) => {
    const row = cells.map((cell, index) =>
      columns[index]?.isRowHeader
        ? `<th scope="row">${lines.lines(cell)}</th>`
        : `<td>${lines.lines(cell)}</td>`,
    );
    return `<tr>${row.join('')}</tr>`;
  });
  return `<table class="data"><caption>${lines.plain(caption)}</caption><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function photosHtml({ items }: PhotoBlock, { lines, photos }: HtmlPage): string {
  const figures = items.map(({ id, caption, alternative }) => {
    const photo = photos.get(id);
    const picture = photo
      ? `<img src="data:image/jpeg;base64,${Buffer.from(photo.jpeg).toString('base64')}" width="${photo.width}" height="${photo.height}" alt="${escapeXml(alternative)}">`
      : '';
    return `<figure>${picture}<figcaption>${lines.line(caption)}</figcaption></figure>`;
  });
  return `<div class="photos">${figures.join('')}</div>`;
}

function sourcesHtml({ items }: SourceListBlock, { lines }: HtmlPage): string {
  const entries = items.map(
    ({ number, content }) =>
      `<li id="source-${number}" value="${number}"><span class="number">${lines.plain(`[${number}]`)}</span><span>${lines.line(content)}</span></li>`,
  );
  return `<ol class="sources">${entries.join('')}</ol>`;
}
