import type { KindName } from '../kinds/fieldTypes.ts';
import type { Problem } from '../records/validateRecord.ts';

/** Why a cell or a row cannot be taken; the sentence for each stands in locales (`import:problems`, `errors:problems`). */
export type RowProblemCode =
  | Problem['reason']
  | 'ambiguousReference'
  | 'notFiscalYear'
  | 'cellFault'
  | 'otherKind'
  | 'removedRecord';

export interface CellProblem {
  readonly code: RowProblemCode;
  readonly value?: unknown;
  readonly allowed?: readonly string[];
}

export interface RowProblem extends CellProblem {
  /** As `SourceRow.number`. */
  readonly row: number;
  /** The header of the column, or the field when no column of the file is to blame. */
  readonly column: string;
}

/** What a text names: one record, none, or several with equal right. */
export type Resolution =
  | { readonly id: string }
  | { readonly unknown: true }
  | { readonly ambiguous: readonly string[] };

/** Where a column goes: `id`, a field, a language of a text (`name.ja`) or a part of an object (`period.start`). */
export interface ColumnTarget {
  readonly field: string;
  /** A language tag, or the name of a part. */
  readonly key?: string;
}

export function formatTarget(target: ColumnTarget): string {
  return target.key === undefined ? target.field : `${target.field}.${target.key}`;
}

/** How a column came to its target. */
export type MappedBy = 'given' | 'remembered' | 'name' | 'content' | 'readOnly' | 'duplicate' | 'none';

export interface MappedColumn {
  /** From 0. */
  readonly index: number;
  readonly header: string;
  readonly target: ColumnTarget | null;
  readonly by: MappedBy;
}

/** Another record that a row may be about, and what speaks for it. */
export interface Candidate {
  readonly id: string;
  readonly kind: KindName;
  /** 0 … 1; from 0.9 on the row is taken to be about it. */
  readonly score: number;
  /** Keys of `import:because` in locales. */
  readonly because: readonly string[];
  /** The earlier row of this file that makes the record. */
  readonly row?: number;
}

export interface FieldChange {
  /** `name.ja`, `technologies`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}
