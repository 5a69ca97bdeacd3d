import { MusubiError } from '../../errors/musubiError.ts';
import type { FieldDefinition, KindName } from '../../kinds/fieldTypes.ts';
import { fieldsOf } from '../../kinds/index.ts';
import {
  isRecordId,
  type Problem,
  type ValidationMode,
  validateRecord,
} from '../../records/validateRecord.ts';
import type { MappedColumn, RowProblem } from '../importTypes.ts';
import { CellFault, type CellValue, cellText, isEmptyCell, type SourceRow } from '../sourceTable.ts';
import { type Reading, type ReadingContext, readPart, readValue } from '../values/readValue.ts';

export interface RowReading {
  readonly id?: string;
  /** Values in the shape that records have, not validated yet. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly RowProblem[];
}

/** The context of one column: its own language for texts without a tag. */
export type ContextOf = (column: MappedColumn) => ReadingContext;

/** What a row says in the mapped columns. @param keepBlanks blanks at the ends of texts are meant */
export function readRow(
  kind: KindName,
  row: SourceRow,
  columns: readonly MappedColumn[],
  contextOf: ContextOf,
  keepBlanks: boolean,
): RowReading {
  const fields = fieldsOf(kind);
  const values: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  let id: string | undefined;
  for (const column of columns) {
    const raw = row.cells[column.index];
    if (!column.target || isEmptyCell(raw)) continue;
    const cell = keepBlanks || typeof raw !== 'string' ? raw : raw.trim();
    const { field, key } = column.target;
    const reading = field === 'id' ? readId(cell) : readCell(fields, field, key, cell, contextOf(column));
    if ('problem' in reading) {
      if (saysNothing(cell)) continue;
      problems.push({ row: row.number, column: column.header, ...reading.problem });
    } else if (field === 'id') {
      id = String(reading.value);
    } else {
      values[field] = merge(values[field], reading.value);
    }
  }
  return { ...(id === undefined ? {} : { id }), values, problems };
}

/** `-`, `不明` and the like stand where nothing is known; a field that has a use for the word reads it first. */
function saysNothing(cell: CellValue): boolean {
  return typeof cell === 'string' && cell.length <= longestPlaceholder && placeholder.test(cell);
}

const longestPlaceholder = 20;
const placeholder = /^\s*(?:[-‐―—–ー－…]+|n\/?a|不明|未定|未詳|無回答|tbd|unknown)\s*$/iu;

function readId(cell: CellValue): Reading {
  const text = cellText(cell).trim();
  return isRecordId(text) ? { value: text } : { problem: { code: 'notReference', value: cell } };
}

function readCell(
  fields: Readonly<Record<string, FieldDefinition>>,
  field: string,
  key: string | undefined,
  cell: CellValue,
  context: ReadingContext,
): Reading {
  const definition = fields[field];
  if (!definition) return { problem: { code: 'unknownPart', value: field } };
  if (key === undefined) return readValue(field, definition, cell, context);
  if (cell instanceof CellFault) return { problem: { code: 'cellFault', value: cell.text } };
  if (definition.type === 'object') {
    const part = definition.shape[key];
    if (!part) return { problem: { code: 'unknownPart', value: key } };
    const reading = readPart(`${field}.${key}`, part, cell, context);
    return 'problem' in reading ? reading : { value: { [key]: reading.value } };
  }
  return { value: { [key]: cellText(cell) } };
}

/** Several columns may fill one field: a language each, or a part each. */
function merge(earlier: unknown, value: unknown): unknown {
  const isMap = (candidate: unknown) =>
    candidate !== null && typeof candidate === 'object' && !Array.isArray(candidate);
  return isMap(earlier) && isMap(value) ? { ...(earlier as object), ...(value as object) } : value;
}

/**
 * The values as they would be written; problems name the columns that they come from.
 * @returns values undefined when a problem was found
 */
export function checkRow(
  kind: KindName,
  row: SourceRow,
  columns: readonly MappedColumn[],
  values: Readonly<Record<string, unknown>>,
  mode: ValidationMode,
  language: string,
): { values?: Record<string, unknown>; problems: readonly RowProblem[] } {
  try {
    return { values: validateRecord(kind, values, mode, language), problems: [] };
  } catch (cause) {
    if (!(cause instanceof MusubiError) || cause.code !== 'INVALID_INPUT') throw cause;
    const problems = (cause.details.problems ?? []) as readonly Problem[];
    return { problems: problems.map((problem) => locate(row, columns, problem)) };
  }
}

function locate(row: SourceRow, columns: readonly MappedColumn[], problem: Problem): RowProblem {
  const [field, key] = problem.path.split('.');
  const own = columns.filter((column) => column.target?.field === field);
  const column = own.find((candidate) => candidate.target?.key === key) ?? own[0];
  const value = column ? row.cells[column.index] : problem.value;
  return {
    row: row.number,
    column: column?.header ?? problem.path,
    code: problem.reason,
    ...(value === undefined || value === null ? {} : { value }),
    ...(problem.allowed ? { allowed: problem.allowed } : {}),
  };
}
