import { type Applies, type Question, questionsOf } from '#core/completeness/questions.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { tableOf } from '../columns.ts';
import { isKnownSql, isSeenSql, isThere, quoted } from './seenValues.ts';

/** Whose reading it is: what these readers may not see is not there for them, in no number either. */
interface Reading {
  readonly kind: KindName;
  /** SQL that some record, by the name `seen`, may be seen; undefined for the owner, who sees all. */
  readonly isSeen: string | undefined;
}

/**
 * The completeness of a row in whole per cent, as core/completeness computes it for one record as an audience sees it;
 * a test holds the two against each other. For a list that is sorted or filtered by it. Reads `record` and the kind's
 * table as `kind`. Everything in it comes from the declared table of questions, nothing from outside.
 */
export function completenessSql(kind: KindName, seen: readonly Visibility[] = visibilities): string {
  const questions = questionsOf(kind);
  if (questions.length === 0) return '100';
  const isSeen = isSeenSql(seen);
  const reading = { kind, isSeen };
  const asked = questions.map((question) => `(${appliesSql(reading, question)})`);
  const answered = questions.map(
    (question, index) => `(${asked[index]} AND (${answeredSql(reading, question)}))`,
  );
  return `coalesce((100 * (${answered.join(' + ')})) / nullif(${asked.join(' + ')}, 0), 100)`;
}

function appliesSql(reading: Reading, { when, sectors }: Question): string {
  const parts = when.map((condition) => holdsSql(reading, condition));
  if (sectors.length > 0) {
    parts.push(
      `EXISTS (SELECT 1 FROM json_each(${columnOf(reading.kind, 'sectors')}) AS own
        WHERE own.value IN (${list(sectors)})${reading.isSeen ? ` AND ${isThere('own.value', reading.isSeen)}` : ''})`,
    );
  }
  return parts.length > 0 ? parts.join(' AND ') : '1';
}

function holdsSql(reading: Reading, { field, values }: Applies): string {
  const holds = `coalesce(${columnOf(reading.kind, field)}, '') IN (${list(values)})`;
  return reading.isSeen && refersTo(reading.kind, field) ? `${holds} AND ${isKnown(reading, field)}` : holds;
}

function answeredSql(reading: Reading, question: Question): string {
  switch (question.type) {
    case 'field':
      return question.fields.map((field) => isKnown(reading, field)).join(' OR ');
    case 'linked':
      return `EXISTS (SELECT 1 FROM link JOIN record AS seen ON seen.id = link.from_id
        WHERE link.to_id = record.id AND link.field = ${quoted(question.field)}
          AND seen.kind = ${quoted(question.by)} AND seen.deleted_at IS NULL
          ${reading.isSeen ? `AND ${reading.isSeen}` : ''})`;
    case 'answer':
      return `EXISTS (SELECT 1 FROM json_each(${columnOf(reading.kind, 'answers')}) AS own
        WHERE own.value ->> 'question' = ${quoted(question.question)} AND own.value ->> 'answer' IS NOT NULL)`;
  }
}

function isKnown({ kind, isSeen }: Reading, field: string): string {
  return isKnownSql(columnOf(kind, field), fieldsOf(kind)[field], isSeen);
}

function refersTo(kind: KindName, field: string): boolean {
  const definition = fieldsOf(kind)[field];
  return definition?.type === 'choice' && definition.linksTo !== undefined;
}

function columnOf(kind: KindName, field: string): string {
  const column = tableOf(kind).columns.find((candidate) => candidate.field === field)?.column;
  if (column === undefined) throw new Error(`${kind} has no field ${field}`);
  return `kind."${column}"`;
}

function list(values: readonly string[]): string {
  return values.map(quoted).join(', ');
}
