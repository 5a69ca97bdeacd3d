/** Font rules whose file is inside the page; the window's policy takes fonts from the app's own files only. */
const embeddedFont = /@font-face\s*\{[^{}]*url\(\s*["']?data:[^{}]*\}/g;

/**
 * The brief's page as the window may show it: the fonts inside it are exchanged for the same families from the app, so
 * that the preview is set as the file will be.
 */
export function previewDocument(html: string, fontRules: string): string {
  const lighter = html.replaceAll(embeddedFont, '');
  const head = /<head[^>]*>/i.exec(lighter);
  if (!head) return lighter;
  const after = head.index + head[0].length;
  return `${lighter.slice(0, after)}<style>${fontRules}</style>${lighter.slice(after)}`;
}

/** The `@font-face` rules of this window. */
export function ownFontRules(): string {
  const rules: string[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) if (rule instanceof CSSFontFaceRule) rules.push(rule.cssText);
  }
  return rules.join('');
}

function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // A sheet of another origin keeps its rules to itself; the app has none.
    return [];
  }
}
