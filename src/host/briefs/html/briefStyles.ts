import type { BriefDocument } from '#core/briefs/briefDocument.ts';
import { fontStack } from '../fonts/fontFamilies.ts';

/** Colours of the Digital Agency's design tokens, for paper: light, and readable in greyscale. */
export const briefColours = {
  text: '#1a1a1a',
  muted: '#4d4d4d',
  line: '#b3b3b3',
  faintLine: '#d9d9d9',
  fill: '#f2f2f2',
  accent: '#0017c1',
} as const;

const longestRunningTitle = 46;

/** The style sheet of a brief: for the screen as a sheet of paper, for print as A4 with running header and footer. */
export function briefStyles(document: BriefDocument): string {
  const { text, muted, line, faintLine, fill, accent } = briefColours;
  const [beforePage = '', betweenPages = '', afterPages = ''] = document.pageText.split(/\{page\}|\{pages\}/);
  const pages = `${cssString(beforePage)} counter(page) ${cssString(betweenPages)} counter(pages) ${cssString(afterPages)}`;
  const running = `font-family:${fontStack(document.language)};font-size:7.5pt;color:${muted};vertical-align:middle`;
  return `
@page{size:A4;margin:18mm 16mm 16mm;
@top-left{${running};content:${cssString(shorten(document.title))};width:70%;white-space:nowrap}
@top-right{${running};content:${cssString(document.audienceMark)};font-weight:700;white-space:nowrap}
@bottom-left{${running};content:${cssString(document.asOfText)}}
@bottom-right{${running};content:${pages}}}
@page:first{margin-top:14mm;@top-left{content:none}@top-right{content:none}}
*{box-sizing:border-box}
html{color-scheme:light;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;background:#fff;color:${text};font-family:${fontStack(document.language)};font-size:9.5pt;line-height:1.55;overflow-wrap:anywhere}
${['ja', 'zh', 'th', 'lo', 'km', 'my'].map((code) => `:lang(${code}){font-family:${fontStack(code)}}`).join('\n')}
:lang(en){font-family:${fontStack('en')}}
span:lang(th),span:lang(lo),span:lang(km),span:lang(my){line-height:1.8}
:lang(ja){line-break:strict}
p{margin:0}
a{color:${accent};text-decoration:underline;text-decoration-thickness:.5pt;text-underline-offset:1.5pt}
.muted{color:${muted}}
.masthead{border-top:3pt solid ${accent};padding-top:8pt;margin-bottom:12pt}
.masthead .strip{display:flex;gap:12pt;align-items:center;font-size:8.5pt;margin-bottom:4pt}
.masthead .kicker{color:${accent};letter-spacing:.04em}
.masthead .as-of{margin-left:auto;color:${muted}}
.masthead .audience{border:1pt solid ${text};padding:0 7pt;line-height:1.7}
h1{font-size:21pt;line-height:1.35;margin:0;font-weight:700;text-wrap:balance}
h1:lang(ja),h2:lang(ja),thead th:lang(ja){word-break:auto-phrase}
h1.long{font-size:15pt;line-height:1.45}
.other-names{display:flex;flex-wrap:wrap;gap:0 14pt;font-size:11.5pt;color:${muted};line-height:1.8}
.details{display:flex;flex-wrap:wrap;gap:0 14pt;color:${muted};margin-top:1pt}
h2{font-size:12pt;line-height:1.4;margin:13pt 0 5pt;padding-left:7pt;border-left:3.5pt solid ${accent};break-after:avoid}
h3{font-size:10pt;line-height:1.4;margin:10pt 0 4pt;break-after:avoid}
h2+p:has(+h3){break-after:avoid}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 268px;gap:18pt;align-items:start}
.columns h2:first-child{margin-top:0}
p.entry{margin-top:6pt;break-after:avoid}
h3+p.entry{margin-top:0}
p+.columns{margin-top:13pt}
ul{margin:0;padding-left:13pt}
li{margin:0 0 2.5pt}
li::marker{color:${accent}}
figure.map{margin:0}
figure.map svg{display:block;width:100%;height:auto}
.photos{display:grid;grid-template-columns:1fr 1fr;gap:10pt;align-items:start}
.photos figure{margin:0;break-inside:avoid}
.photos img{display:block;width:100%;height:auto;max-height:95mm;object-fit:contain;object-position:left top}
figcaption{font-size:7.5pt;color:${muted};margin-top:3pt}
table{width:100%;border-collapse:collapse;font-size:8.3pt;line-height:1.45}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:2.5pt 6pt;font-weight:400}
tr{break-inside:avoid}
thead,tbody tr:first-child{break-before:avoid}
table.facts{border-top:1pt solid ${line}}
table.facts tr{border-bottom:.5pt solid ${faintLine}}
table.facts th{width:21%;font-weight:700;background:${fill}}
table.data{table-layout:fixed;border-bottom:1pt solid ${line}}
table.data thead th{font-weight:700;background:${fill};border-top:1pt solid ${line};border-bottom:1pt solid ${line}}
table.data tbody tr{border-bottom:.5pt solid ${faintLine}}
.columns table.facts th{width:29%}
td p+p,th p+p{margin-top:2pt}
.cite{font-size:.78em;vertical-align:.28em;line-height:1;white-space:nowrap;margin-left:1.5pt}
.cite a{text-decoration:none}
ol.sources{list-style:none;margin:0;padding:0;font-size:7pt;line-height:1.4;columns:2;column-gap:18pt}
ol.sources li{display:grid;grid-template-columns:21pt 1fr;margin-bottom:2pt;break-inside:avoid}
ol.sources .number{color:${muted};font-variant-numeric:tabular-nums}
ol.sources .address{color:${muted};text-decoration:none}
.part.new-page{break-before:page}
.ending{break-before:avoid}
.ending ul{font-size:7.5pt;line-height:1.45;color:${muted};columns:2;column-gap:18pt}
.ending ul,.ending li{break-inside:avoid}
@media screen{
html{background:${fill}}
body{max-width:210mm;min-height:297mm;margin:16px auto;padding:14mm 16mm 17mm;box-shadow:0 1px 4px rgba(0,0,0,.25)}
.part.new-page{border-top:1px dashed ${line};margin-top:28pt;padding-top:20pt}
}
@media screen and (max-width:640px){
body{margin:0;padding:16px}
.columns{grid-template-columns:1fr}
ol.sources{columns:1}
}`;
}

/** A CSS string that holds any text, also inside a `style` element: all but letters and figures as escapes. */
export function cssString(text: string): string {
  const escaped = [...text].map((character) =>
    /[\p{L}\p{N} ]/u.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}

/** The beginning of a long title, cut between letters as readers see them. */
function shorten(title: string): string {
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title)];
  if (letters.length <= longestRunningTitle) return title;
  return `${letters
    .slice(0, longestRunningTitle - 1)
    .map(({ segment }) => segment)
    .join('')}…`;
}
