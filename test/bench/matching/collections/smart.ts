import { addJudgement, type Collection } from './collection.ts';

interface SmartRecord {
  readonly id: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Records of the SMART format: `.I id`, then parts opened by `.T`, `.A`, `.B`, `.W` and others. */
export function parseSmartRecords(source: string): SmartRecord[] {
  const records: { id: string; fields: Map<string, string> }[] = [];
  let field = '';
  for (const line of source.split(/\r?\n/)) {
    const opening = /^\.I\s+(\S+)/.exec(line);
    if (opening) {
      records.push({ id: opening[1] ?? '', fields: new Map() });
      field = '';
      continue;
    }
    const part = /^\.([A-Z])\s*$/.exec(line);
    if (part) {
      field = part[1] ?? '';
      continue;
    }
    const current = records.at(-1);
    if (current && field !== '') current.fields.set(field, `${current.fields.get(field) ?? ''}${line}\n`);
  }
  return records;
}

/**
 * Cranfield and other collections of the same family (CISI, MEDLINE, ADI, CACM).
 *
 * Where the judgements' query numbers are not ids of the query file they count the queries in file order.
 * Cranfield grades fall from 1 (complete answer) to 4 (least), and -1 is relevant: they become gains 4…1 and 1.
 * Judgement rows are `query document grade`, or with a `0` in second place as in TREC.
 */
export function readSmart(name: string, documents: string, queries: string, judgements: string): Collection {
  const records = parseSmartRecords(documents);
  const questions = parseSmartRecords(queries);
  const rows = judgements
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts.length >= 2 && parts[0] !== '');
  const ids = new Set(questions.map((question) => question.id));
  const byOrder = !rows.every((row) => ids.has(row[0] ?? ''));
  const documentIds = new Set(records.map((record) => record.id));
  const cranfield = /cran/i.test(name) || rows.some((row) => row[2] === '-1');
  const table = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const number = row[0] ?? '';
    const query = byOrder ? questions[Number(number) - 1]?.id : number;
    if (query === undefined) continue;
    const trec = row[1] === '0' && row.length === 4 && documentIds.has(row[2] ?? '');
    const document = (trec ? row[2] : row[1]) ?? '';
    const grade = Number(trec ? row[3] : (row[2] ?? '1'));
    addJudgement(table, query, document, smartGain(grade, cranfield));
  }
  return {
    name,
    language: 'en',
    documents: records.map((record) => {
      const title = (record.fields.get('T') ?? '').trim();
      const body = (record.fields.get('W') ?? '').trim();
      // Cranfield repeats the title at the head of the abstract; it is to count once as title, once as text.
      return { id: record.id, title, text: body };
    }),
    queries: questions.map((question) => ({
      id: question.id,
      text: (question.fields.get('W') ?? '').trim(),
    })),
    judgements: table,
  };
}

function smartGain(grade: number, cranfield: boolean): number {
  if (!cranfield) return grade > 0 ? grade : 1;
  return grade >= 1 && grade <= 4 ? 5 - grade : 1;
}
