import type { KindName } from '../../kinds/fieldTypes.ts';
import type { Candidate, FieldChange, MappedColumn, RowProblem } from '../importTypes.ts';
import type { SourceRow, SourceTable } from '../sourceTable.ts';
import type { ReadingContext } from '../values/readValue.ts';
import type { ListMode } from './diffRecord.ts';
import type { RegistryLookup, Resolver } from './resolver.ts';

/** What to do with a row that is about a record that is there, as far as names can tell. */
export const matchModes = ['update', 'skip', 'ask'] as const;
export type MatchMode = (typeof matchModes)[number];

/** What to do with a row that may be a record that is there, when names alone cannot tell. */
export type UnsureMode = 'create' | 'ask';

/** What a person said about one row: leave it out, make a new record, or the id of the record that it is. */
export type RowDecision = 'skip' | 'create' | { readonly id: string };

export type SkipReason =
  /** It matched a record, and matches were to be left alone. */
  | 'matched'
  /** It may be a record that is there; a person has to say. */
  | 'undecided'
  /** A person said so. */
  | 'decided'
  /** A remark under the table, or the header again. */
  | 'notData';

export type PlannedRow = {
  readonly row: number;
  readonly candidates: readonly Candidate[];
} & (
  | {
      readonly action: 'create';
      readonly id: string;
      readonly values: Readonly<Record<string, unknown>>;
      /** The record was made by an import that was taken back; it is brought back. */
      readonly restores: boolean;
    }
  | {
      readonly action: 'update';
      readonly id: string;
      readonly patch: Readonly<Record<string, unknown>>;
      readonly changes: readonly FieldChange[];
    }
  | { readonly action: 'unchanged'; readonly id: string }
  | { readonly action: 'skip'; readonly reason: SkipReason }
  | { readonly action: 'error'; readonly problems: readonly RowProblem[] }
);

export interface PlanInput {
  readonly kind: KindName;
  /** The rows under the header. */
  readonly rows: readonly SourceRow[];
  readonly merges: SourceTable['merges'];
  readonly columns: readonly MappedColumn[];
  readonly contextOf: (column: MappedColumn) => ReadingContext;
  readonly resolver: Resolver;
  readonly record: RegistryLookup['record'];
  readonly wasTakenBack: RegistryLookup['wasTakenBack'];
  readonly onMatch: MatchMode;
  /** `create` (default) makes a new record and tells the candidates, `ask` leaves the row to a person. */
  readonly unsure?: UnsureMode | undefined;
  readonly lists: ListMode;
  readonly language: string;
  readonly decisions: ReadonlyMap<number, RowDecision>;
  readonly newId: () => string;
}
