import { MusubiError } from '#core/errors/musubiError.ts';
import {
  CellFault,
  type CellValue,
  isEmptyCell,
  type MergedRange,
  type SourceRow,
} from '#core/import/sourceTable.ts';
import { dayOfSerial } from '#core/import/values/readDate.ts';
import type { ImportLimits } from '../limits.ts';
import {
  attribute,
  type Element,
  elements,
  nextTag,
  plainText,
  prefixOf,
  textOfRuns,
  unescapeCharacters,
} from './markup.ts';
import { damaged } from './zipDirectory.ts';

/** What cells refer to. */
export interface WorkbookContext {
  readonly strings: readonly string[];
  readonly dayStyles: readonly boolean[];
  readonly countsFrom1904: boolean;
}

/** Counts over all sheets of a workbook. */
export interface CellCount {
  rows: number;
  cells: number;
}

const mostMerges = 100_000;

/**
 * Reads the cells of a sheet from its markup as it is unpacked. Only rows with content are kept, so that a sheet
 * that is formatted down to its last row costs little. A general reader of workbooks takes ten times as long for
 * the same cells, because it also builds styles, links and pictures.
 */
export class SheetReader {
  readonly #context: WorkbookContext;
  readonly #limits: ImportLimits;
  readonly #count: CellCount;
  readonly #rows: SourceRow[] = [];
  readonly #merges: MergedRange[] = [];
  #prefix: string | undefined;
  #carry = '';
  #lastRow = 0;
  #inTail = false;

  constructor(context: WorkbookContext, limits: ImportLimits, count: CellCount) {
    this.#context = context;
    this.#limits = limits;
    this.#count = count;
  }

  feed(piece: string) {
    this.#carry += piece;
    this.#prefix ??= this.#carry.includes('>') ? prefixOf(this.#carry, 'worksheet') : undefined;
    if (this.#prefix === undefined || this.#inTail) {
      this.#checkLength();
      return;
    }
    const dataEnd = this.#carry.indexOf(`</${this.#prefix}sheetData>`);
    const end = dataEnd < 0 ? this.#carry.length : dataEnd;
    this.#takeRows(end);
    if (dataEnd >= 0) this.#inTail = true;
  }

  finish(): { rows: SourceRow[]; merges: MergedRange[] } {
    if (this.#inTail) this.#takeMerges();
    else if (!this.#isWithoutCells()) throw damaged('sheet');
    return { rows: this.#rows, merges: this.#merges };
  }

  #checkLength() {
    const found = this.#carry.length;
    const limit = this.#limits.rowCharacters;
    if (found > limit) throw new MusubiError('IMPORT_TOO_LARGE', { what: 'rowCharacters', found, limit });
  }

  /** `<sheetData/>`, or none as in a sheet that is one chart. */
  #isWithoutCells(): boolean {
    const start = nextTag(this.#carry, `${this.#prefix ?? ''}sheetData`, 0);
    return start < 0 || this.#carry[this.#carry.indexOf('>', start) - 1] === '/';
  }

  #takeRows(end: number) {
    const name = `${this.#prefix}row`;
    const close = `</${name}>`;
    let from = 0;
    for (let at = this.#carry.indexOf(close); at >= 0 && at < end; at = this.#carry.indexOf(close, from)) {
      this.#takeRow(this.#carry.slice(from, at + close.length), name);
      from = at + close.length;
    }
    // Rows of the form <row/> have nothing in them; the last one may be the start of an unfinished row.
    const isEnd = end < this.#carry.length;
    if (isEnd) this.#refuseUnfinished(this.#carry.slice(from, end), name);
    const keepFrom = isEnd ? end : Math.max(from, this.#carry.lastIndexOf(`<${name}`));
    this.#carry = this.#carry.slice(keepFrom);
    this.#checkLength();
  }

  /** What is left where the rows end may be rows with nothing in them, but no row that never ends. */
  #refuseUnfinished(rest: string, name: string) {
    for (let at = nextTag(rest, name, 0); at >= 0; at = nextTag(rest, name, at + 1)) {
      const close = rest.indexOf('>', at);
      if (close < 0 || rest[close - 1] !== '/') throw damaged('sheet');
    }
  }

  #takeRow(markup: string, name: string) {
    let start = -1;
    for (let at = nextTag(markup, name, 0); at >= 0; at = nextTag(markup, name, at + 1)) start = at;
    const close = markup.indexOf('>', start);
    if (start < 0 || close < 0) throw damaged('sheet');
    const stated = Number(attribute(markup.slice(start, close), 'r'));
    const number = Number.isSafeInteger(stated) && stated > 0 ? stated : this.#lastRow + 1;
    this.#lastRow = number;
    const cells: CellValue[] = [];
    let filled = 0;
    let next = 0;
    for (const cell of elements(markup.slice(close + 1), `${this.#prefix}c`)) {
      const column = columnOf(attribute(cell.tag, 'r')) ?? next;
      next = column + 1;
      if (cell.inside === '') continue;
      const value = this.#valueOf(cell);
      if (isEmptyCell(value)) continue;
      if (column >= this.#limits.columns) {
        throw new MusubiError('IMPORT_TOO_LARGE', {
          what: 'columns',
          found: column + 1,
          limit: this.#limits.columns,
        });
      }
      while (cells.length < column) cells.push(null);
      cells[column] = value;
      filled += 1;
    }
    if (filled > 0) this.#keep({ number, cells }, filled);
  }

  #keep(row: SourceRow, filled: number) {
    this.#count.rows += 1;
    this.#count.cells += filled;
    if (this.#count.rows > this.#limits.rows) {
      throw new MusubiError('IMPORT_TOO_LARGE', {
        what: 'rows',
        found: this.#count.rows,
        limit: this.#limits.rows,
      });
    }
    if (this.#count.cells > this.#limits.cells) {
      throw new MusubiError('IMPORT_TOO_LARGE', {
        what: 'cells',
        found: this.#count.cells,
        limit: this.#limits.cells,
      });
    }
    this.#rows.push(row);
  }

  #valueOf({ tag, inside }: Element): CellValue {
    const type = attribute(tag, 't') ?? 'n';
    if (type === 'inlineStr') return textOfRuns(inside, this.#prefix ?? '');
    const [found] = elements(inside, `${this.#prefix}v`);
    const hasFormula = nextTag(inside, `${this.#prefix}f`, 0) >= 0;
    if (!found) return hasFormula ? new CellFault('=') : null;
    const text = plainText(found.inside);
    switch (type) {
      case 's':
        return this.#context.strings[Number(text)] ?? null;
      case 'b':
        return text === '1' || text === 'true';
      case 'e':
        return new CellFault(text);
      case 'str':
        return unescapeCharacters(text);
      case 'd':
        return text.slice(0, 10);
      default:
        return this.#number(text, Number(attribute(tag, 's') ?? -1));
    }
  }

  #number(text: string, style: number): CellValue {
    if (text.trim() === '') return null;
    const number = Number(text);
    if (!Number.isFinite(number)) return text;
    const { dayStyles, countsFrom1904 } = this.#context;
    // Below the first day stands a time of day; where days are counted from 1904 the first one is 0.
    const isDay = dayStyles[style] === true && number >= (countsFrom1904 && Number.isInteger(number) ? 0 : 1);
    return (isDay ? dayOfSerial(number, countsFrom1904) : undefined) ?? number;
  }

  #takeMerges() {
    for (const { tag } of elements(this.#carry, `${this.#prefix}mergeCell`)) {
      const [from, to] = (attribute(tag, 'ref') ?? '').split(':');
      const left = columnOf(from);
      const right = columnOf(to);
      if (left === undefined || right === undefined || this.#merges.length >= mostMerges) continue;
      this.#merges.push({
        top: rowOf(from),
        left,
        bottom: rowOf(to),
        right: Math.min(right, this.#limits.columns),
      });
    }
  }
}

/** `B3` → 1; undefined without letters. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^\$?([A-Z]{1,4})/.exec(reference ?? '')?.[1];
  if (!letters) return undefined;
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function rowOf(reference: string | undefined): number {
  return Number(/(\d+)$/.exec(reference ?? '')?.[1] ?? 0);
}
