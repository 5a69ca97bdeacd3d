import type { BriefDocument, MapBlock } from '#core/briefs/briefDocument.ts';
import { plainText } from '#core/briefs/briefWriter.ts';
import type { BaseMap } from '#core/geo/baseMap.ts';
import { escapeXml } from '#core/geo/svgText.ts';
import { briefMapSvg } from '../briefMapSvg.ts';
import { fontFaceRules, UsedLetters } from '../fonts/fontFaces.ts';
import { fontStack } from '../fonts/fontFamilies.ts';
import type { BriefPhotos } from '../photos.ts';
import { briefStyles } from './briefStyles.ts';
import { blocksHtml } from './htmlBlocks.ts';
import { HtmlLines } from './htmlLine.ts';

const mapSize = { width: 268, height: 268 };

/**
 * The brief as one HTML page that needs nothing else: fonts for the letters in it, maps and styles are inside. It runs
 * no script. Printed it is A4 with running header and footer.
 * @param fontsDirectory see findFontsDirectory
 */
export async function renderHtml(
  document: BriefDocument,
  baseMap: BaseMap,
  fontsDirectory: string,
  photos: BriefPhotos = new Map(),
): Promise<string> {
  const { language, title } = document;
  const used = new UsedLetters();
  const lines = new HtmlLines(language, used);
  const page = {
    lines,
    audienceMark: document.audienceMark,
    asOfText: document.asOfText,
    photos,
    mapSvg: (block: MapBlock) => {
      for (const { text, lang } of mapTexts(block)) used.add(text, lang ?? language, 400);
      for (const { text, lang } of mapTexts(block)) used.add(text, lang ?? language, 700);
      return briefMapSvg(block, baseMap, {
        ...mapSize,
        withText: true,
        language,
        fontFamily: fontStack(language),
        fontSize: 11,
      });
    },
  };
  const parts = document.parts.map(({ startsPage, blocks }, index) => {
    const isEnding = index === document.parts.length - 1;
    const names = ['part', ...(startsPage ? ['new-page'] : []), ...(isEnding ? ['ending'] : [])];
    const label = blocks.find((block) => block.type === 'masthead');
    const aria = label ? ` aria-label="${escapeXml(plainText(label.name))}"` : '';
    return `<section class="${names.join(' ')}"${aria}>\n${blocksHtml(blocks, page)}\n</section>`;
  });
  for (const running of [title, document.asOfText, document.pageText, '0123456789…'])
    used.add(running, language, 400);
  used.add(document.audienceMark, language, 700);
  const fonts = await fontFaceRules(used, fontsDirectory);
  return `<!DOCTYPE html>
<html lang="${escapeXml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Musubi Desk">
<title>${escapeXml(title)}</title>
<style>${briefStyles(document)}
${fonts}</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function mapTexts(block: MapBlock): { text: string; lang?: string }[] {
  return [...block.points.map(({ label, lang }) => ({ text: label, lang })), ...block.countryLabels];
}
