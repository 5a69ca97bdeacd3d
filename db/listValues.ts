import { computedFieldsOf } from '#core/completeness/computedFields.ts';
import { QUESTIONS_VERSION, questions } from '#core/completeness/questions.ts';
import { type FieldDefinition, type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { tableOf } from './columns.ts';
import { readMeta, writeMeta } from './meta.ts';
import { completenessSql } from './queries/completenessSql.ts';
import type { Statements } from './statements.ts';

/** A field whose values stand in `list_value`; its place in `listedFields` is its number there. */
interface ListedField {
  readonly kind: KindName;
  readonly field: string;
  /** `completeness`: no column says it; it follows from the record and from what links to it, as its owner sees it. */
  readonly type: FieldDefinition['type'] | 'completeness';
}

/** Fields with values that many records share. Free text is read from the rows: few sort or count by it. */
const listedTypes: ReadonlySet<FieldDefinition['type']> = new Set([
  'reference',
  'references',
  'choiceMap',
  'texts',
  'choice',
  'boolean',
  'integer',
  'number',
  'date',
]);

const listedFields: readonly ListedField[] = kindNames.flatMap((kind) => [
  ...Object.entries(fieldsOf(kind))
    .filter(([, { type }]) => listedTypes.has(type))
    .map(([field, { type }]) => ({ kind, field, type })),
  ...(computedFieldsOf(kind).includes('completeness')
    ? [{ kind, field: 'completeness', type: 'completeness' } as const]
    : []),
]);

const numbers = new Map(listedFields.map(({ kind, field }, number) => [`${kind} ${field}`, number]));

/** The number of a field in `list_value`; undefined for one whose values do not stand there. */
export function listedField(kind: KindName, field: string): number | undefined {
  return numbers.get(`${kind} ${field}`);
}

/** The place of a line that says that something is known, though it has no value to count: an empty list. */
const withoutValue = -1;

/** Field, value, row and place of every line of a kind, as the rows state them, or of the one `@row`. */
function statedLines(kind: KindName, only: 'all' | 'one', isWanted = (_: ListedField) => true): string {
  return listedFields
    .flatMap((listed, number) =>
      listed.kind === kind && isWanted(listed) ? [linesOf(listed, number, only)] : [],
    )
    .join('\nUNION ALL\n');
}

function linesOf({ kind, field, type }: ListedField, number: number, only: 'all' | 'one'): string {
  const { table, columns } = tableOf(kind);
  const which = `record.kind = '${kind}' AND record.deleted_at IS NULL${only === 'one' ? ' AND record.row = @row' : ''}`;
  if (type === 'completeness') {
    return `SELECT ${number} AS field, ${completenessSql(kind)} AS value, record.row AS row, 0 AS place
      FROM record JOIN ${table} AS kind ON kind.id = record.id WHERE ${which}`;
  }
  const own = columns.find((candidate) => candidate.field === field)?.column;
  const column = own === undefined ? `record.${field}` : `kind."${own}"`;
  const isList = type === 'references' || type === 'texts' || type === 'choiceMap';
  const member = type === 'choiceMap' ? 'member.key' : 'member.value';
  // Of a list the members count from 0; a map has no first one.
  const place = type === 'choiceMap' ? '0' : 'member.key';
  const value = isList ? `coalesce(${member}, '')` : column;
  const placed = isList ? `CASE WHEN ${member} IS NULL THEN ${withoutValue} ELSE ${place} END` : '0';
  return `SELECT ${number} AS field, ${value} AS value, record.row AS row, ${placed} AS place
    FROM record ${own === undefined ? '' : `JOIN ${table} AS kind ON kind.id = record.id`}
    ${isList ? `LEFT JOIN json_each(${column}) AS member` : ''}
    WHERE ${which} AND ${column} IS NOT NULL`;
}

const insert = 'INSERT OR IGNORE INTO list_value (field, value, row, place)';
const insertsOfOne = new Map<KindName, string>();

/** Brings the lines of one record in step with its row. */
export function refreshListValues(statements: Statements, kind: KindName, row: number, isNew: boolean) {
  if (!isNew) removeListValues(statements, row);
  let sql = insertsOfOne.get(kind);
  if (sql === undefined) {
    sql = `${insert} ${statedLines(kind, 'one', ({ type }) => type !== 'completeness')}`;
    insertsOfOne.set(kind, sql);
  }
  statements.run(sql, { row });
  insertCompleteness(statements, kind, row);
}

const insertsOfField = new Map<number, string>();

/**
 * By the index of rows: left to itself SQLite goes through the lines that all records have of the field, which for a
 * thousand records of 100,000 took seconds.
 */
export const deleteOfField = 'DELETE FROM list_value INDEXED BY list_value_row WHERE row = ? AND field = ?';

/** Brings the lines of one field of a record in step with its row; completeness is not told. */
export function refreshFieldValues(statements: Statements, kind: KindName, row: number, field: string) {
  const number = listedField(kind, field);
  const listed = number === undefined ? undefined : listedFields[number];
  if (number === undefined || !listed) return;
  let sql = insertsOfField.get(number);
  if (sql === undefined) {
    sql = `${insert} ${linesOf(listed, number, 'one')}`;
    insertsOfField.set(number, sql);
  }
  statements.run(deleteOfField, row, number);
  statements.run(sql, { row });
}

/**
 * The completeness is read first and then written alone: written from where it is read it would be a statement that
 * can fail half-way, before each of which SQLite lets the full-text index write out what it gathers.
 */
function insertCompleteness(statements: Statements, kind: KindName, row: number) {
  const number = listedField(kind, 'completeness');
  if (number === undefined) return;
  const lines = statements.all<{ field: number; value: unknown; row: number; place: number }>(
    linesOf({ kind, field: 'completeness', type: 'completeness' }, number, 'one'),
    { row },
  );
  for (const line of lines)
    statements.run(`${insert} VALUES (?, ?, ?, ?)`, line.field, line.value, line.row, line.place);
}

/** By the kind that answers it: the fields whose link answers a question to the record that it points to. */
const answeringFields = new Map<KindName, string[]>();
for (const question of questions) {
  if (question.type !== 'linked') continue;
  const own = answeringFields.get(question.by);
  if (!own) answeringFields.set(question.by, [question.field]);
  else if (!own.includes(question.field)) own.push(question.field);
}

/** Whether records of a kind say something that others lack without them: a follow-up of a study does. */
export function answersOthers(kind: KindName, field: string): boolean {
  return answeringFields.get(kind)?.includes(field) ?? false;
}

/** Brings the completeness of a record in step after another one began, or ceased, to point to it. */
export function refreshCompleteness(statements: Statements, id: string) {
  const found = statements.get<{ row: number; kind: KindName }>(
    'SELECT row, kind FROM record WHERE id = ? AND deleted_at IS NULL',
    id,
  );
  const number = found && listedField(found.kind, 'completeness');
  if (!found || number === undefined) return;
  statements.run(deleteOfField, found.row, number);
  insertCompleteness(statements, found.kind, found.row);
}

/** By kind: the fields that its questions read. */
const askedFields = new Map<KindName, Set<string>>();
for (const question of questions) {
  const own = askedFields.get(question.kind) ?? new Set();
  askedFields.set(question.kind, own);
  for (const { field } of question.when) own.add(field);
  if (question.sectors.length > 0) own.add('sectors');
  if (question.type === 'field') for (const field of question.fields) own.add(field);
  if (question.type === 'answer') own.add('answers');
}

/** Whether the completeness of a record of that kind follows from the field, among others. */
export function bearsOnCompleteness(kind: KindName, field: string): boolean {
  return askedFields.get(kind)?.has(field) ?? false;
}

export function removeListValues(statements: Statements, row: number) {
  statements.run('DELETE FROM list_value WHERE row = ?', row);
}

const madeFromKey = 'lists.fields';
/** Also the table of questions: with another one, completeness is another number. */
const madeFrom = [
  ...listedFields.map(({ kind, field, type }) => `${kind}.${field}:${type}`),
  `questions:${QUESTIONS_VERSION}`,
].join(' ');

/** Whether the lines of a file were made from the fields that this version has. */
export function areListValuesCurrent(statements: Statements): boolean {
  return readMeta(statements, madeFromKey) === madeFrom;
}

/**
 * Makes all lines anew from the rows, once per file and set of fields. The caller holds the transaction. Yields after
 * each field the share that is done, 0 … 1, by the records that were read for it.
 */
export function* rebuildingListValues(statements: Statements): Generator<number, void, void> {
  const sizes = new Map(
    statements
      .all<{ kind: KindName; n: number }>('SELECT kind, count(*) AS n FROM record GROUP BY kind')
      .map(({ kind, n }) => [kind, n]),
  );
  const sizeOf = ({ kind }: ListedField) => sizes.get(kind) ?? 0;
  const all = listedFields.reduce((sum, listed) => sum + sizeOf(listed), 0);
  let done = 0;
  statements.run('DELETE FROM list_value');
  for (const [number, listed] of listedFields.entries()) {
    statements.run(`${insert} ${linesOf(listed, number, 'all')}`);
    done += sizeOf(listed);
    yield all === 0 ? 1 : done / all;
  }
  writeMeta(statements, madeFromKey, madeFrom);
}

/** How many lines are missing, and how many no row states; for the check of a whole registry. */
export function countWrongListValues(statements: Statements): number {
  const kept = 'SELECT field, value, row FROM list_value';
  const stated = kindNames
    .map((kind) => `SELECT field, value, row FROM (${statedLines(kind, 'all')})`)
    .join(' UNION ALL ');
  const without = (left: string, right: string) =>
    statements.get<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT * FROM (${left}) EXCEPT SELECT * FROM (${right}))`,
    )?.n ?? 0;
  return without(kept, stated) + without(stated, kept);
}
