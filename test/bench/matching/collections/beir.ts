import { addJudgement, type Collection } from './collection.ts';

interface BeirLine {
  readonly _id?: string | number;
  readonly id?: string | number;
  readonly docid?: string | number;
  readonly title?: string;
  readonly text?: string;
  readonly contents?: string;
  readonly query?: string;
}

function lines(source: string): BeirLine[] {
  return source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as BeirLine);
}

function identifierOf(line: BeirLine): string {
  return String(line._id ?? line.id ?? line.docid ?? '');
}

/**
 * Collections as line-by-line JSON with tab- or space-separated judgements (`query document grade`, or TREC's
 * `query 0 document grade`, with or without a heading). Only judged queries are asked.
 */
export function readBeir(name: string, corpus: string, queries: string, judgements: string): Collection {
  const table = new Map<string, Map<string, number>>();
  for (const line of judgements.split(/\r?\n/)) {
    const parts = line.trim().split(/\s+/);
    const grade = Number(parts.at(-1));
    if (parts.length < 3 || Number.isNaN(grade)) continue;
    const document = parts.length >= 4 ? parts[2] : parts[1];
    addJudgement(table, parts[0] ?? '', document ?? '', grade);
  }
  return {
    name,
    language: '',
    documents: lines(corpus).map((line) => ({
      id: identifierOf(line),
      title: line.title ?? '',
      text: line.text ?? line.contents ?? '',
    })),
    queries: lines(queries)
      .map((line) => ({ id: identifierOf(line), text: line.text ?? line.query ?? '' }))
      .filter((query) => table.has(query.id)),
    judgements: table,
  };
}
