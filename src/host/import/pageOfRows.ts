import type { z } from 'zod';
import type { ImportRow, importRowsInputSchema, importRowsSchema } from '#contract/importSchemas.ts';
import type { FieldChange } from '#core/import/importTypes.ts';
import type { PlannedRow } from '#core/import/plan/importPlan.ts';
import { sameScore } from '#core/import/plan/recordIndex.ts';
import { type CellValue, cellText } from '#core/import/sourceTable.ts';
import { languageOfScript } from '#core/import/values/languageOf.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { referencedIds } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { fold } from '#core/search/fold.ts';
import { readLabels } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import { shortened } from './importReport.ts';
import type { ImportPlan } from './planImport.ts';

type Decisions = ReadonlyMap<number, string>;

/** Whether a row may be a record that is there and names alone cannot tell, decided by now or not. */
export function isLikely(row: PlannedRow, decisions: Decisions): boolean {
  if (row.action === 'skip' && row.reason === 'undecided') return true;
  const [best] = row.candidates;
  return best !== undefined && (decisions.has(row.row) || best.score < sameScore);
}

/** One page of what a plan would do, as its reader asked for it. */
export function pageOfRows(
  statements: Statements,
  plan: ImportPlan,
  decisions: Decisions,
  { filter, text, offset, limit }: z.output<typeof importRowsInputSchema>,
): z.input<typeof importRowsSchema> {
  const wanted = fold(text.trim());
  const cellsOf = new Map(plan.source.map((row) => [row.number, row.cells]));
  const holds = (row: PlannedRow) =>
    wanted === '' || (cellsOf.get(row.row) ?? []).some((cell) => fold(cellText(cell)).includes(wanted));
  const found = plan.rows.filter((row) => passes(row, filter, decisions) && holds(row));
  const shown = found.slice(offset, offset + limit);
  const labels = labelsFor(statements, plan, shown);
  return {
    total: found.length,
    items: shown.map((row) => rowView(row, plan, cellsOf.get(row.row) ?? [], labels, decisions)),
    labels: Object.fromEntries(labels),
  };
}

function passes(row: PlannedRow, filter: string, decisions: Decisions): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'likely':
      return isLikely(row, decisions);
    case 'undecided':
      return row.action === 'skip' && row.reason === 'undecided';
    default:
      return row.action === filter;
  }
}

type Labels = Map<string, { kind: KindName; label: LanguageMap }>;

/** Names of every record that the rows speak of, of those too that the import itself would make. */
function labelsFor(statements: Statements, plan: ImportPlan, rows: readonly PlannedRow[]): Labels {
  const ids = new Set(rows.flatMap((row) => idsIn(plan.kind, row)));
  const labels: Labels = new Map();
  for (const [id, { kind, label }] of readLabels(statements, ids)) labels.set(id, { kind, label });
  const { label } = definitionOf(plan.kind);
  for (const row of plan.rows) {
    if (row.action !== 'create' || !ids.has(row.id) || labels.has(row.id)) continue;
    labels.set(row.id, { kind: plan.kind, label: asLabel(row.values[label]) });
  }
  return labels;
}

function idsIn(kind: KindName, row: PlannedRow): string[] {
  const own = 'id' in row ? [row.id] : [];
  const values =
    row.action === 'create' ? row.values : row.action === 'update' ? { ...row.patch, ...beforeOf(row) } : {};
  const referenced = Object.entries(values).flatMap(([field, value]) => {
    const present = value !== null && value !== undefined;
    return present ? referencedIds({ kind, [field]: value } as unknown as RegistryRecord) : [];
  });
  return [...own, ...referenced, ...row.candidates.map(({ id }) => id)];
}

/** Of lists, what stood before: the members that go may be shown by name. */
function beforeOf(row: Extract<PlannedRow, { action: 'update' }>): Record<string, unknown> {
  return Object.fromEntries(
    row.changes.filter(({ field }) => !field.includes('.')).map(({ field, before }) => [field, before]),
  );
}

function asLabel(value: unknown): LanguageMap {
  if (typeof value === 'string') return inItsLanguage(value);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as LanguageMap) : {};
}

function rowView(
  row: PlannedRow,
  plan: ImportPlan,
  cells: readonly CellValue[],
  labels: Labels,
  decisions: Decisions,
): ImportRow {
  const decision = decisions.get(row.row);
  const id = 'id' in row ? row.id : undefined;
  const label = (id === undefined ? undefined : labels.get(id)?.label) ?? nameInFile(plan, cells);
  return {
    row: row.row,
    action: row.action,
    ...(id === undefined ? {} : { id }),
    ...(label ? { label: { ...label } } : {}),
    ...(row.action === 'skip' ? { reason: row.reason } : {}),
    ...(row.action === 'create' && row.restores ? { restores: true } : {}),
    changes: changesOf(row).map((change) => ({ ...change })),
    problems:
      row.action === 'error'
        ? row.problems.map(({ column, code, value, allowed }) => ({
            column,
            code,
            ...(value === undefined ? {} : { value: shortened(value) }),
            ...(allowed ? { allowed: [...allowed] } : {}),
          }))
        : [],
    candidates: row.candidates.map(({ because, ...candidate }) => {
      const known = labels.get(candidate.id)?.label;
      return { ...candidate, because: [...because], ...(known ? { label: { ...known } } : {}) };
    }),
    ...(decision === undefined ? {} : { decision }),
  };
}

function changesOf(row: PlannedRow): readonly FieldChange[] {
  if (row.action === 'update') return row.changes;
  if (row.action !== 'create') return [];
  return Object.entries(row.values).map(([field, after]) => ({ field, before: null, after }));
}

/** For rows that come to no record: what stands in the column of the name. */
function nameInFile(plan: ImportPlan, cells: readonly CellValue[]): LanguageMap | undefined {
  const { label } = definitionOf(plan.kind);
  const column = plan.columns.find(({ target }) => target?.field === label);
  const text = column ? cellText(cells[column.index]).trim() : '';
  return text === '' ? undefined : inItsLanguage(text.slice(0, longestName));
}

const longestName = 200;

const inItsLanguage = (text: string): LanguageMap => ({ [languageOfScript(text) ?? 'en']: text });
