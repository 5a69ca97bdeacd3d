import { stemEnglish } from '../text/english-stemmer.ts';
import { normaliseWithOffsets } from '../text/normalise.ts';
import { isHanOrKana, isKatakana, isWithoutSpaces } from '../text/scripts.ts';

/** Something named in a text, with where. Offsets are UTF-16 positions in the text as given. */
export interface TaggedSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** All that the name stands for, sorted. */
  readonly targets: readonly string[];
}

interface Unit {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly katakana: boolean;
  /** A sentence or clause ends before this unit. */
  readonly afterBreak: boolean;
}

interface TrieNode {
  readonly next: Map<string, TrieNode>;
  targets?: Set<string>;
  length?: number;
}

const BREAK = /[.!?;:,\n\r。！？；、，។။]/;
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** What was found out about UTF-16 units: 0 nothing yet, 1 part of a word, 2 none, 3 none and the end of a clause. */
const unitKinds = new Uint8Array(0x10000);
const WORD_UNIT = 1;
const OTHER_UNIT = 2;
const BREAK_UNIT = 3;

function kindOf(code: number): number {
  const known = unitKinds[code] as number;
  if (known !== 0) return known;
  const unit = String.fromCharCode(code);
  const kind = WORD.test(unit) ? WORD_UNIT : BREAK.test(unit) ? BREAK_UNIT : OTHER_UNIT;
  unitKinds[code] = kind;
  return kind;
}
/** A single character of a dense script, or two of an alphabetic one without spaces, would match by accident. */
const MINIMUM_HAN_UNITS = 2;
const MINIMUM_SOUTHEAST_UNITS = 4;
const SHORT_KATAKANA = 3;

/**
 * Longest match over all names of all languages in one pass. Words of scripts with spaces are compared whole and
 * stemmed, so that "sensors" finds "sensor"; scripts without spaces are compared character by character.
 */
export class Tagger {
  private readonly root: TrieNode = { next: new Map() };

  /** Adds a name for a target. Names too short to mean anything are left out. */
  add(name: string, target: string): void {
    const units = cut(name);
    if (units.length === 0 || tooShort(units)) return;
    let node = this.root;
    for (const unit of units) {
      let next = node.next.get(unit.value);
      if (!next) {
        next = { next: new Map() };
        node.next.set(unit.value, next);
      }
      node = next;
    }
    node.targets ??= new Set();
    node.targets.add(target);
  }

  /** All names in a text, left to right, longest first, without overlap. */
  tag(text: string): TaggedSpan[] {
    const units = cut(text);
    const spans: TaggedSpan[] = [];
    for (let start = 0; start < units.length; ) {
      const found = this.longestFrom(units, start);
      if (!found) {
        start += 1;
        continue;
      }
      const from = units[start]?.start ?? 0;
      const to = units[found.end - 1]?.end ?? from;
      spans.push({ start: from, end: to, text: text.slice(from, to), targets: [...found.targets].sort() });
      start = found.end;
    }
    return spans;
  }

  private longestFrom(
    units: readonly Unit[],
    start: number,
  ): { end: number; targets: ReadonlySet<string> } | undefined {
    let node: TrieNode | undefined = this.root;
    let best: { end: number; targets: ReadonlySet<string> } | undefined;
    for (let index = start; index < units.length; index += 1) {
      const unit = units[index];
      if (!unit || (index > start && unit.afterBreak)) break;
      node = node.next.get(unit.value);
      if (!node) break;
      if (node.targets && !cutsKatakana(units, start, index + 1))
        best = { end: index + 1, targets: node.targets };
    }
    return best;
  }
}

/** How names are compared; undefined for one that is too short to be looked for. */
export function nameKey(name: string): string | undefined {
  const units = cut(name);
  return units.length === 0 || tooShort(units) ? undefined : units.map(({ value }) => value).join('\n');
}

/** A short katakana name inside a longer katakana word ("パス" in "バイパス") is another word. */
function cutsKatakana(units: readonly Unit[], start: number, end: number): boolean {
  const joined = (left: Unit | undefined, right: Unit | undefined): boolean =>
    left !== undefined && right !== undefined && left.katakana && right.katakana && left.end === right.start;
  if (end - start > SHORT_KATAKANA) return false;
  return joined(units[start - 1], units[start]) || joined(units[end - 1], units[end]);
}

function tooShort(units: readonly Unit[]): boolean {
  const first = units[0];
  if (!first) return true;
  const code = first.value.codePointAt(0) ?? 0;
  if (units.length === 1 && !isWithoutSpaces(code)) return first.value.length < 2;
  if (units.every((unit) => isHanOrKana(unit.value.codePointAt(0) ?? 0)))
    return units.length < MINIMUM_HAN_UNITS;
  if (units.every((unit) => isWithoutSpaces(unit.value.codePointAt(0) ?? 0)))
    return units.length < MINIMUM_SOUTHEAST_UNITS;
  return false;
}

function cut(text: string): Unit[] {
  const normalised = normaliseWithOffsets(text);
  const source = normalised.text;
  const units: Unit[] = [];
  let afterBreak = false;
  for (let index = 0; index < source.length; ) {
    const code = source.codePointAt(index) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    const isWord = width === 1 ? kindOf(code) === WORD_UNIT : WORD.test(source.slice(index, index + width));
    if (!isWord) {
      if (width === 1 && kindOf(code) === BREAK_UNIT) afterBreak = true;
      index += width;
      continue;
    }
    const unspaced = isWithoutSpaces(code);
    let end = index + width;
    if (!unspaced) {
      for (; end < source.length; end += 1) {
        const next = source.charCodeAt(end);
        if (isWithoutSpaces(next) || kindOf(next) !== WORD_UNIT) break;
      }
    }
    const value = source.slice(index, end);
    units.push({
      value: unspaced ? value : stemEnglish(value),
      start: normalised.start(index),
      end: normalised.end(end - 1),
      katakana: isKatakana(code),
      afterBreak,
    });
    afterBreak = false;
    index = end;
  }
  return units;
}
