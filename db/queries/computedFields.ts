import { completenessBands, muchMissingBelow } from '#core/completeness/bands.ts';
import type { ComputedField } from '#core/completeness/computedFields.ts';
import { reviewBands, reviewLimits } from '#core/completeness/review.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { tableOf } from '../columns.ts';
import { listedField } from '../listValues.ts';
import type { Statements } from '../statements.ts';
import { completenessSql } from './completenessSql.ts';

/** Who reads a list, and when: what follows from other records, or from the calendar, depends on it. */
export interface Reading {
  readonly visibilities: readonly Visibility[];
  /** `YYYY-MM-DD`, the day in Japan. */
  readonly today: string;
}

const expressions = new Map<string, string>();

/** The completeness of `record`, whose kind's table is `kind`; built once for each kind of reader. */
export function completenessOfRow(kind: KindName, { visibilities }: Pick<Reading, 'visibilities'>): string {
  const key = `${kind} ${visibilities.length}`;
  let expression = expressions.get(key);
  if (expression === undefined) {
    expression = completenessSql(kind, visibilities);
    expressions.set(key, expression);
  }
  return expression;
}

/** The values of a computed field in the order in which lists show them. */
export function bandsOf(field: ComputedField): readonly string[] {
  return field === 'review' ? reviewBands : completenessBands;
}

/** SQL of the band that a row is in, from the row itself. */
export function bandSql(kind: KindName, field: ComputedField, reading: Reading): string {
  return field === 'review'
    ? reviewBandSql('kind."review_date"', reading.today)
    : completenessBandSql(completenessOfRow(kind, reading));
}

function completenessBandSql(percent: string): string {
  return `CASE WHEN ${percent} >= 100 THEN 'complete' WHEN ${percent} < ${muchMissingBelow} THEN 'much' ELSE 'some' END`;
}

function reviewBandSql(date: string, today: string): string {
  const { stale, dueSoon } = reviewLimits(today);
  // Of a month or year, as much of the day is compared as is known of the date.
  const before = (day: string) => `${date} < substr('${day}', 1, length(${date}))`;
  return `CASE WHEN ${date} IS NULL THEN 'never' WHEN ${before(stale)} THEN 'stale'
    WHEN ${before(dueSoon)} THEN 'due-soon' ELSE 'current' END`;
}

/** What a list sorted by a computed field is sorted by: the per cent; the last day that the review can mean. */
export function computedSortSql(kind: KindName, field: ComputedField, reading: Reading): string {
  return field === 'review' ? lastDaySql('kind."review_date"') : completenessOfRow(kind, reading);
}

/** Only to compare with: no month has a day after the 31st. */
function lastDaySql(date: string): string {
  return `CASE length(${date}) WHEN 4 THEN ${date} || '-12-31' WHEN 7 THEN ${date} || '-31' ELSE ${date} END`;
}

/** A field as the lines kept apart of the rows say it. */
export interface KeptField {
  /** Its number in `list_value`. */
  readonly number: number;
  /** SQL of the value that it is counted and grouped by, from `value`. */
  readonly band: string;
  /** SQL of what it is sorted by. */
  readonly sort: string;
  /** What rows without a line are in. */
  readonly otherwise?: string;
}

/** Undefined where nothing is kept: the completeness that anybody but the owner sees. */
export function keptComputed(kind: KindName, field: ComputedField, reading: Reading): KeptField | undefined {
  if (field === 'completeness' && reading.visibilities.length < 4) return undefined;
  const number = listedField(kind, field === 'review' ? 'reviewDate' : field);
  if (number === undefined) return undefined;
  return field === 'review'
    ? { number, band: reviewBandSql('value', reading.today), sort: lastDaySql('value'), otherwise: 'never' }
    : { number, band: completenessBandSql('value'), sort: 'value' };
}

/** The completeness of records as these readers see it, by their ids. */
export function readCompletenessOf(
  statements: Statements,
  kind: KindName,
  ids: readonly string[],
  visibilities: readonly Visibility[],
): Record<string, number> {
  const rows = statements.all<{ id: string; value: number }>(
    `SELECT record.id, ${completenessOfRow(kind, { visibilities })} AS value
     FROM json_each(?) AS wanted JOIN record ON record.id = wanted.value
     JOIN ${tableOf(kind).table} AS kind ON kind.id = record.id
     WHERE record.kind = '${kind}' AND record.visibility IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
    JSON.stringify(visibilities),
  );
  return Object.fromEntries(rows.map(({ id, value }) => [id, value]));
}
