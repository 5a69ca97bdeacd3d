import { damaged } from './zipDirectory.ts';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Character references and CDATA as the characters that they stand for. Entities of one's own are not expanded. */
export function plainText(markup: string): string {
  let output = '';
  let from = 0;
  for (let at = markup.indexOf(literalStart); at >= 0; at = markup.indexOf(literalStart, from)) {
    const end = markup.indexOf(literalEnd, at);
    if (end < 0) break;
    output += resolved(markup.slice(from, at)) + markup.slice(at + literalStart.length, end);
    from = end + literalEnd.length;
  }
  return output + resolved(markup.slice(from));
}

const literalStart = '<![CDATA[';
const literalEnd = ']]>';

function resolved(text: string): string {
  return text.includes('&') ? text.replaceAll(/&(#x?[\da-f]{1,8}|[a-z]{1,8});/gi, decode) : text;
}

function decode(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** `_x000D_` in a text of a workbook is a character that XML cannot hold (ECMA-376 part 1, 22.4.2.4). */
export function unescapeCharacters(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\da-fA-F]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** An attribute of a start tag: `<c r="B3">`. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  if (at >= 0) {
    const start = at + name.length + 3;
    const end = tag.indexOf('"', start);
    return end < 0 ? undefined : plainText(tag.slice(start, end));
  }
  const other = new RegExp(`[\\s](?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return other ? plainText(other[1] ?? other[2] ?? '') : undefined;
}

export interface Element {
  /** The start tag without its brackets. */
  readonly tag: string;
  /** What stands between start and end tag; empty for `<a/>`. */
  readonly inside: string;
}

/**
 * The elements of a name, one after the other; in time linear in the text whatever it holds.
 * @throws MusubiError IMPORT_DAMAGED for one that does not end
 */
export function* elements(markup: string, name: string): Generator<Element, void, void> {
  const end = `</${name}>`;
  for (let at = nextTag(markup, name, 0); at >= 0; ) {
    const close = markup.indexOf('>', at);
    if (close < 0) throw damaged(name);
    const isEmpty = markup[close - 1] === '/';
    const tag = markup.slice(at + 1, isEmpty ? close - 1 : close);
    if (isEmpty) {
      yield { tag, inside: '' };
      at = nextTag(markup, name, close + 1);
      continue;
    }
    const finish = markup.indexOf(end, close + 1);
    if (finish < 0) throw damaged(name);
    yield { tag, inside: markup.slice(close + 1, finish) };
    at = nextTag(markup, name, finish + end.length);
  }
}

/** Where the next start tag of this name is; `<row` is not the start of `<rowBreaks`. */
export function nextTag(markup: string, name: string, from: number): number {
  const start = `<${name}`;
  for (let at = markup.indexOf(start, from); at >= 0; at = markup.indexOf(start, at + 1)) {
    const after = markup[at + start.length];
    if (after === undefined || after === '>' || after === '/' || /\s/.test(after)) return at;
  }
  return -1;
}

/** `x:` where the elements of a part are written with a prefix. @param root the name of its outermost element */
export function prefixOf(markup: string, root: string): string {
  return new RegExp(`<(\\w+:)${root}\\b`).exec(markup.slice(0, 10_000))?.[1] ?? '';
}

/** All text of `<t>` elements, without the readings that Japanese editors keep beside it. */
export function textOfRuns(markup: string, prefix: string): string {
  const runs = markup.includes('rPh') ? withoutElements(markup, `${prefix}rPh`) : markup;
  let text = '';
  for (const { inside } of elements(runs, `${prefix}t`)) text += plainText(inside);
  return unescapeCharacters(text);
}

function withoutElements(markup: string, name: string): string {
  const end = `</${name}>`;
  let output = '';
  let from = 0;
  for (let at = nextTag(markup, name, 0); at >= 0; at = nextTag(markup, name, from)) {
    const finish = markup.indexOf(end, at);
    if (finish < 0) throw damaged(name);
    output += markup.slice(from, at);
    from = finish + end.length;
  }
  return output + markup.slice(from);
}
