import { type Applies, type Question, questionsOf } from '#core/completeness/questions.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { tableOf } from '../columns.ts';

/**
 * The completeness of a row in whole per cent, as core/completeness computes it for one record; a test holds the two
 * against each other. For a list that is sorted or filtered by it. Reads `record` and the kind's table as `kind`.
 * Everything in it comes from the declared table of questions, nothing from outside.
 */
export function completenessSql(kind: KindName): string {
  const questions = questionsOf(kind);
  if (questions.length === 0) return '100';
  const asked = questions.map((question) => `(${appliesSql(kind, question)})`);
  const answered = questions.map(
    (question, index) => `(${asked[index]} AND (${answeredSql(kind, question)}))`,
  );
  return `coalesce((100 * (${answered.join(' + ')})) / nullif(${asked.join(' + ')}, 0), 100)`;
}

function appliesSql(kind: KindName, { when, sectors }: Question): string {
  const parts = when.map((condition) => holdsSql(kind, condition));
  if (sectors.length > 0) {
    parts.push(
      `EXISTS (SELECT 1 FROM json_each(${columnOf(kind, 'sectors')}) AS own WHERE own.value IN (${list(sectors)}))`,
    );
  }
  return parts.length > 0 ? parts.join(' AND ') : '1';
}

function holdsSql(kind: KindName, { field, values }: Applies): string {
  return `coalesce(${columnOf(kind, field)}, '') IN (${list(values)})`;
}

function answeredSql(kind: KindName, question: Question): string {
  switch (question.type) {
    case 'field':
      return question.fields.map((field) => `${columnOf(kind, field)} IS NOT NULL`).join(' OR ');
    case 'linked':
      return `EXISTS (SELECT 1 FROM link JOIN record AS other ON other.id = link.from_id
        WHERE link.to_id = record.id AND link.field = ${text(question.field)}
          AND other.kind = ${text(question.by)} AND other.deleted_at IS NULL)`;
    case 'answer':
      return `EXISTS (SELECT 1 FROM json_each(${columnOf(kind, 'answers')}) AS own
        WHERE own.value ->> 'question' = ${text(question.question)} AND own.value ->> 'answer' IS NOT NULL)`;
  }
}

function columnOf(kind: KindName, field: string): string {
  const column = tableOf(kind).columns.find((candidate) => candidate.field === field)?.column;
  if (column === undefined) throw new Error(`${kind} has no field ${field}`);
  return `kind."${column}"`;
}

function list(values: readonly string[]): string {
  return values.map(text).join(', ');
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
