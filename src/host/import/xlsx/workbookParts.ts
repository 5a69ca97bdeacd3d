import { attribute, elements, prefixOf } from './markup.ts';

export interface SheetPart {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly countsFrom1904: boolean;
  readonly stringsPath: string | undefined;
  readonly stylesPath: string | undefined;
}

/** Which parts hold the sheets, the shared strings and the styles. @param folder of the workbook part: `xl/` */
export function readWorkbookParts(workbook: string, relations: string, folder: string): WorkbookParts {
  const targets = new Map<string, { path: string; type: string }>();
  const relationPrefix = prefixOf(relations, 'Relationships');
  for (const { tag } of elements(relations, `${relationPrefix}Relationship`)) {
    const [id, target, type] = ['Id', 'Target', 'Type'].map((name) => attribute(tag, name));
    if (id && target) targets.set(id, { path: resolvePart(folder, target), type: type ?? '' });
  }
  const prefix = prefixOf(workbook, 'workbook');
  const sheets: SheetPart[] = [];
  for (const { tag } of elements(workbook, `${prefix}sheet`)) {
    const target = targets.get(/\s\w+:id\s*=\s*["']([^"']+)/.exec(tag)?.[1] ?? '');
    if (!target?.type.endsWith('/worksheet')) continue;
    sheets.push({
      name: attribute(tag, 'name') ?? '',
      path: target.path,
      hidden: attribute(tag, 'state')?.toLowerCase().includes('hidden') ?? false,
    });
  }
  const [properties] = [...elements(workbook, `${prefix}workbookPr`)];
  const ofType = (type: string) => [...targets.values()].find((target) => target.type.endsWith(type))?.path;
  return {
    sheets,
    countsFrom1904: /^(?:1|true)$/.test((properties && attribute(properties.tag, 'date1904')) ?? ''),
    stringsPath: ofType('/sharedStrings'),
    stylesPath: ofType('/styles'),
  };
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts: string[] = [];
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30, with the East Asian ones). */
const isBuiltInDay = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** For every cell style, by its number, whether it shows a number as a day. */
export function readDayStyles(styles: string): boolean[] {
  const prefix = prefixOf(styles, 'styleSheet');
  const custom = new Map<number, string>();
  for (const { tag } of elements(styles, `${prefix}numFmt`)) {
    custom.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
  }
  const [formats] = [...elements(styles, `${prefix}cellXfs`)];
  if (!formats) return [];
  return [...elements(formats.inside, `${prefix}xf`)].map(({ tag }) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    const code = custom.get(id);
    return code === undefined ? isBuiltInDay(id) : showsDay(code);
  });
}

function showsDay(code: string): boolean {
  const letters = code
    .replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .split(';')[0]
    ?.replace(/General|Standard|標準/gi, '');
  return /[yd]|g+e|m.*e\s*$|^e/i.test(letters?.replaceAll(/[0#?]E[-+]/gi, '') ?? '');
}
