import {
  type Candidate,
  type FieldChange,
  formatTarget,
  type MappedBy,
  type RowProblem,
} from '#core/import/importTypes.ts';
import type { SkipReason } from '#core/import/plan/importPlan.ts';
import { cellText, isEmptyCell } from '#core/import/sourceTable.ts';
import { describeProblem } from '../text/describeProblem.ts';
import type { Translate } from '../text/translator.ts';
import { countPlan } from './countPlan.ts';
import type { ImportPlan } from './planImport.ts';
import type { ImportRun } from './runImport.ts';

/** What an import did or would do, in plain JSON and the reader's words. */
export interface ImportReport {
  readonly batchId?: string;
  readonly rows: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly errors: readonly {
    readonly row: number;
    readonly column: string;
    readonly value: unknown;
    readonly code: RowProblem['code'];
    readonly message: string;
  }[];
  readonly duplicates: readonly { readonly row: number; readonly candidates: readonly Candidate[] }[];
  readonly sheet: string;
  readonly headerRow: number;
  readonly mapping: readonly {
    readonly column: string;
    readonly target: string | null;
    readonly by: MappedBy;
  }[];
  readonly changes: readonly {
    readonly row: number;
    readonly id: string;
    readonly fields: readonly FieldChange[];
  }[];
  readonly skippedRows: readonly { readonly row: number; readonly reason: SkipReason }[];
}

/** A cell of a megabyte is told by its beginning. */
const longestShown = 200;

export function reportOf({ plan, batchId }: ImportRun, translate: Translate): ImportReport {
  const { inError: _inError, ...counts } = countPlan(plan);
  return {
    ...(batchId === undefined ? {} : { batchId }),
    ...counts,
    errors: problemsOf(plan).map((problem) => ({
      row: problem.row,
      column: problem.column,
      value: shortened(problem.value),
      code: problem.code,
      message: describeProblem(problem, translate),
    })),
    duplicates: plan.rows
      .filter((row) => row.candidates.length > 0)
      .map(({ row, candidates }) => ({ row, candidates })),
    sheet: plan.sheet,
    headerRow: plan.headerRow,
    mapping: plan.columns
      .filter((column) => column.header !== '' || column.target)
      .map(({ header, target, by }) => ({ column: header, target: target && formatTarget(target), by })),
    changes: plan.rows.flatMap((row) =>
      row.action === 'update' ? [{ row: row.row, id: row.id, fields: row.changes }] : [],
    ),
    skippedRows: plan.rows.flatMap((row) =>
      row.action === 'skip' ? [{ row: row.row, reason: row.reason }] : [],
    ),
  };
}

export function problemsOf(plan: ImportPlan): RowProblem[] {
  return plan.rows.flatMap((row) => (row.action === 'error' ? row.problems : []));
}

/** A value as it is told; one that is very long by its beginning. */
export function shortened(value: unknown): unknown {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text !== undefined && text.length > longestShown ? `${text.slice(0, longestShown)}…` : value;
}

/** The cells of a row as a list of error rows shows them again. */
export function cellsForAgain(
  cells: readonly unknown[],
  width: number,
): (string | number | boolean | null)[] {
  return Array.from({ length: width }, (_none, column) => {
    const cell = cells[column] as Parameters<typeof cellText>[0];
    if (isEmptyCell(cell)) return null;
    return typeof cell === 'number' || typeof cell === 'boolean' ? cell : cellText(cell);
  });
}
