import { definitionOf } from '../../kinds/index.ts';
import { referencedIds } from '../../records/audience.ts';
import type { RegistryRecord } from '../../records/recordTypes.ts';
import type { Candidate, RowProblem } from '../importTypes.ts';
import { cellText, isEmptyCell, type SourceRow } from '../sourceTable.ts';
import { diffRecord } from './diffRecord.ts';
import { dropBroken } from './dropBroken.ts';
import { fillMerges } from './fillMerges.ts';
import { nameKey, textsIn } from './identity.ts';
import type { PlanInput, PlannedRow } from './importPlan.ts';
import { checkRow, type RowReading, readRow } from './readRow.ts';
import { sameScore } from './recordIndex.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a row is about: a record that is there, one that is to be made, or nothing that can be said. */
type Subject =
  | { readonly known: Values; readonly id: string; readonly byName: boolean }
  | { readonly create: string; readonly restores: boolean }
  | { readonly rest: PlannedRow };

/**
 * What an import would do, row by row. A row is about the record that its id names; without an id, about the one
 * record that its names and facts point to. Yields the share that is done, so that the caller can show progress,
 * let others work, or stop.
 */
export function* planRows(input: PlanInput): Generator<number, PlannedRow[], void> {
  const planner = new RowPlanner(input);
  const rows = fillMerges(input.rows, input.merges);
  planner.announce(rows);
  const planned: PlannedRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % 100 === 0) yield index / rows.length;
    const own = input.rows[index];
    planned.push(own && planner.isRemark(own) ? skipped(row, 'notData') : planner.plan(row));
  }
  return dropBroken(input.kind, planned, input.columns, input.record);
}

function skipped(row: SourceRow, reason: 'notData'): PlannedRow {
  return { row: row.number, candidates: [], action: 'skip', reason };
}

class RowPlanner {
  readonly #input: PlanInput;
  readonly #hasIds: boolean;
  /** Records as they will be after the rows before: one file may speak of a record twice. */
  readonly #after = new Map<string, Values>();

  constructor(input: PlanInput) {
    this.#input = input;
    this.#hasIds = input.columns.some((column) => column.target?.field === 'id');
  }

  /** Rows may point to records that other rows make. */
  announce(rows: readonly SourceRow[]) {
    const column = this.#input.columns.find((candidate) => candidate.target?.field === 'id');
    if (!column) return;
    for (const row of rows) {
      const id = cellText(row.cells[column.index]).trim();
      if (id !== '' && !this.#input.record(id)) this.#input.resolver.announce(id, this.#input.kind);
    }
  }

  /** `※2025年4月現在` under a table, and headers repeated at a page break. */
  isRemark(row: SourceRow): boolean {
    const filled = row.cells.filter((cell) => !isEmptyCell(cell));
    const [first] = filled;
    if (filled.length === 1 && this.#input.columns.length > 1) {
      return /^\s*(?:[※＊*]|注|出典|資料[:：]|\(?注\)?|source:|note:)/iu.test(cellText(first));
    }
    const headers = this.#input.columns.map((column) => column.header);
    return (
      filled.length > 1 &&
      row.cells.every((cell, index) => isEmptyCell(cell) || cellText(cell) === headers[index])
    );
  }

  plan(row: SourceRow): PlannedRow {
    const { kind, columns, contextOf, decisions } = this.#input;
    const decision = decisions.get(row.number);
    if (decision === 'skip') return { row: row.number, candidates: [], action: 'skip', reason: 'decided' };
    this.#tolerateOwnReferences(row);
    const reading = readRow(kind, row, columns, contextOf, this.#hasIds);
    if (reading.problems.length > 0) return this.#error(row, reading.problems);
    const candidates = this.#candidates(reading);
    const subject = this.#subject(row, reading, candidates);
    if ('rest' in subject) return subject.rest;
    return 'create' in subject
      ? this.#create(row, reading, subject, candidates)
      : this.#update(row, reading, subject, candidates);
  }

  #tolerateOwnReferences(row: SourceRow) {
    const column = this.#input.columns.find((candidate) => candidate.target?.field === 'id');
    const known = column && this.#current(cellText(row.cells[column.index]).trim());
    if (known && typeof known.id === 'string')
      this.#input.resolver.tolerate(referencedIds(known as RegistryRecord));
  }

  #candidates(reading: RowReading): readonly Candidate[] {
    const { kind, resolver } = this.#input;
    // A record that is named by its id is itself.
    if (reading.id !== undefined && this.#current(reading.id)) return [];
    return resolver.indexOf(kind).candidates(reading.values);
  }

  #subject(row: SourceRow, reading: RowReading, candidates: readonly Candidate[]): Subject {
    const { onMatch, unsure, decisions } = this.#input;
    const decision = decisions.get(row.number);
    const wantedId = typeof decision === 'object' ? decision.id : reading.id;
    if (wantedId !== undefined) return this.#byId(row, wantedId, candidates);
    const rest = (reason: 'matched' | 'undecided'): Subject => ({
      rest: { row: row.number, candidates, action: 'skip', reason },
    });
    const [best, second] = candidates;
    if (decision !== 'create') {
      if (best && onMatch === 'ask') return rest('undecided');
      if (best && best.score >= sameScore) {
        if (onMatch === 'skip') return rest('matched');
        // Two records that fit equally well: only a person can tell which one is meant.
        if (second && second.score === best.score) return rest('undecided');
        const known = this.#current(best.id);
        if (known) return { known, id: best.id, byName: true };
      }
      if (best && unsure === 'ask') return rest('undecided');
    }
    return { create: this.#input.newId(), restores: false };
  }

  #byId(row: SourceRow, id: string, candidates: readonly Candidate[]): Subject {
    const { kind, record, wasTakenBack, onMatch, decisions } = this.#input;
    const waiting = (reason: 'matched' | 'undecided'): Subject => ({
      rest: { row: row.number, candidates, action: 'skip', reason },
    });
    const refuse = (code: 'otherKind' | 'removedRecord' | 'unknownReference'): Subject => ({
      rest: this.#error(row, [{ row: row.number, column: this.#idHeader(), code, value: id }]),
    });
    const planned = this.#after.get(id);
    if (planned) return { known: planned, id, byName: false };
    const found = record(id);
    if (!found) {
      // A person means a record that is there; only the file's own id may be that of a new one.
      if (typeof decisions.get(row.number) === 'object') return refuse('unknownReference');
      const undecided = onMatch === 'ask' && candidates.length > 0 && !decisions.has(row.number);
      return undecided ? waiting('undecided') : { create: id, restores: false };
    }
    if (found.kind !== kind) return refuse('otherKind');
    if (found.deletedAt) return wasTakenBack(id) ? { create: id, restores: true } : refuse('removedRecord');
    return onMatch === 'skip' ? waiting('matched') : { known: found, id, byName: false };
  }

  #create(
    row: SourceRow,
    reading: RowReading,
    subject: { create: string; restores: boolean },
    candidates: readonly Candidate[],
  ): PlannedRow {
    const { kind, columns, language, resolver } = this.#input;
    const checked = checkRow(kind, row, columns, reading.values, 'create', language);
    if (!checked.values) return this.#error(row, checked.problems);
    this.#after.set(subject.create, checked.values);
    resolver.announce(subject.create, kind);
    resolver.indexOf(kind).add({ id: subject.create, values: checked.values, row: row.number });
    return {
      row: row.number,
      candidates,
      action: 'create',
      id: subject.create,
      values: checked.values,
      restores: subject.restores,
    };
  }

  #update(
    row: SourceRow,
    reading: RowReading,
    subject: { known: Values; id: string; byName: boolean },
    candidates: readonly Candidate[],
  ): PlannedRow {
    const { kind, columns, language, lists } = this.#input;
    const checked = checkRow(kind, row, columns, reading.values, 'patch', language);
    if (!checked.values) return this.#error(row, checked.problems);
    const wanted = subject.byName ? this.#withoutKnownNames(checked.values, subject.known) : checked.values;
    const { patch, changes } = diffRecord(kind, subject.known, wanted, lists);
    const common = { row: row.number, candidates, id: subject.id };
    if (changes.length === 0) return { ...common, action: 'unchanged' };
    this.#after.set(subject.id, merged(subject.known, patch));
    return { ...common, action: 'update', patch, changes };
  }

  /** A row that was found by a name that the record has does not rename it: (株)日立製作所 is 日立製作所. */
  #withoutKnownNames(values: Values, known: Values): Values {
    const { kind } = this.#input;
    const { label } = definitionOf(kind);
    const names = values[label];
    if (names === null || typeof names !== 'object') return values;
    const own = new Set(
      [label, 'fullName', 'aliases'].flatMap((field) =>
        textsIn(known[field]).map((text) => nameKey(kind, text)),
      ),
    );
    const inLanguages = known[label] as Readonly<Record<string, unknown>> | undefined;
    const fresh = Object.entries(names).filter(([language, name]) => {
      // The same word written as the name of another language is a translation, unless that is unknown.
      const isKnown = own.has(nameKey(kind, String(name)));
      return !isKnown || (inLanguages?.[language] === undefined && hasOwnScript(language));
    });
    const { [label]: _named, ...others } = values;
    return fresh.length > 0 ? { ...others, [label]: Object.fromEntries(fresh) } : others;
  }

  #current(id: string): Values | undefined {
    const planned = this.#after.get(id);
    if (planned) return planned;
    const found = this.#input.record(id);
    return found && !found.deletedAt ? found : undefined;
  }

  #idHeader(): string {
    return this.#input.columns.find((column) => column.target?.field === 'id')?.header ?? 'id';
  }

  #error(row: SourceRow, problems: readonly RowProblem[]): PlannedRow {
    return { row: row.number, candidates: [], action: 'error', problems };
  }
}

const hasOwnScript = (language: string) => ['th', 'lo', 'km', 'my'].includes(language);

/** The record after its patch, for the rows that follow. Maps are merged by key, everything else is replaced. */
function merged(known: Values, patch: Values): Values {
  const output: Record<string, unknown> = { ...known };
  for (const [field, value] of Object.entries(patch)) {
    const before = known[field];
    const isMap = (candidate: unknown) =>
      candidate !== null && typeof candidate === 'object' && !Array.isArray(candidate);
    output[field] = isMap(before) && isMap(value) ? { ...(before as object), ...(value as object) } : value;
  }
  return output;
}
