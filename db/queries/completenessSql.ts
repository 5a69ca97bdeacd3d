import { type Applies, type Question, questionsOf } from '#core/completeness/questions.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import type { KindName, Shape } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { tableOf } from '../columns.ts';

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
  const isSeen =
    seen.length < visibilities.length
      ? `seen.visibility IN (${list(seen)}) AND seen.deleted_at IS NULL`
      : undefined;
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
  return reading.isSeen && refersTo(reading.kind, field)
    ? `${holds} AND ${isKnownSql(reading, field)}`
    : holds;
}

function answeredSql(reading: Reading, question: Question): string {
  switch (question.type) {
    case 'field':
      return question.fields.map((field) => isKnownSql(reading, field)).join(' OR ');
    case 'linked':
      return `EXISTS (SELECT 1 FROM link JOIN record AS seen ON seen.id = link.from_id
        WHERE link.to_id = record.id AND link.field = ${text(question.field)}
          AND seen.kind = ${text(question.by)} AND seen.deleted_at IS NULL
          ${reading.isSeen ? `AND ${reading.isSeen}` : ''})`;
    case 'answer':
      return `EXISTS (SELECT 1 FROM json_each(${columnOf(reading.kind, 'answers')}) AS own
        WHERE own.value ->> 'question' = ${text(question.question)} AND own.value ->> 'answer' IS NOT NULL)`;
  }
}

/** Whether anything of a field is left for these readers: the same as core/records/audience.ts leaves of it. */
function isKnownSql({ kind, isSeen }: Reading, field: string): string {
  const column = columnOf(kind, field);
  const known = `${column} IS NOT NULL`;
  const definition = fieldsOf(kind)[field];
  if (isSeen === undefined || definition === undefined) return known;
  const anyMember = (condition: string) =>
    `EXISTS (SELECT 1 FROM json_each(${column}) AS own WHERE ${condition})`;
  switch (definition.type) {
    case 'reference':
      return isThere(column, isSeen);
    case 'references':
      return anyMember(isThere('own.value', isSeen));
    case 'choiceMap':
      return anyMember(isThere('own.key', isSeen));
    case 'choice': {
      const whens = Object.entries(definition.linksTo ?? {}).map(
        ([choice, id]) => `WHEN ${text(choice)} THEN ${isThere(text(id), isSeen)}`,
      );
      return whens.length > 0 ? `(${known} AND CASE ${column} ${whens.join(' ')} ELSE 1 END)` : known;
    }
    case 'object':
      return `(${known} AND ${mentionsNothingHidden(column, definition.shape, isSeen)})`;
    case 'objects':
      return anyMember(mentionsNothingHidden('own.value', definition.shape, isSeen));
    default:
      return known;
  }
}

function refersTo(kind: KindName, field: string): boolean {
  const definition = fieldsOf(kind)[field];
  return definition?.type === 'choice' && definition.linksTo !== undefined;
}

function mentionsNothingHidden(json: string, shape: Shape, isSeen: string): string {
  const parts = Object.entries(shape).flatMap(([name, { type }]) => {
    const part = `${json} -> ${text(`$.${name}`)}`;
    if (type === 'reference')
      return `(${json} ->> ${text(`$.${name}`)} IS NULL OR ${isThere(`${json} ->> ${text(`$.${name}`)}`, isSeen)})`;
    if (type === 'references')
      return `NOT EXISTS (SELECT 1 FROM json_each(${part}) AS part WHERE NOT ${isThere('part.value', isSeen)})`;
    return [];
  });
  return parts.length > 0 ? parts.join(' AND ') : '1';
}

function isThere(id: string, isSeen: string): string {
  return `EXISTS (SELECT 1 FROM record AS seen WHERE seen.id = ${id} AND ${isSeen})`;
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
