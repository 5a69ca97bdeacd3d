import { z } from 'zod';
import { addJudgement, type Collection } from './collection.ts';

const identifier = z.union([z.string(), z.number()]).transform(String);

const shape = z.object({
  name: z.string().optional(),
  language: z.string().optional(),
  documents: z.array(
    z.object({
      id: identifier,
      title: z.string().nullish(),
      text: z.string().nullish(),
      body: z.string().nullish(),
      language: z.string().optional(),
    }),
  ),
  queries: z.array(z.object({ id: identifier, text: z.string().optional(), query: z.string().optional() })),
  judgements: z.union([
    z.array(
      z.object({
        query: identifier,
        document: identifier,
        grade: z.number().optional(),
        gain: z.number().optional(),
      }),
    ),
    z.record(z.string(), z.union([z.array(identifier), z.record(z.string(), z.number())])),
  ]),
});

/**
 * The plain form: `{language?, documents: [{id, title?, text}], queries: [{id, text}],
 * judgements: [{query, document, grade?}]}`; judgements may also be `{query: [document…]}` or
 * `{query: {document: grade}}`. A grade above 0 is relevant.
 */
export function readGeneric(name: string, value: unknown): Collection {
  const parsed = shape.parse(value);
  const judgements = new Map<string, Map<string, number>>();
  if (Array.isArray(parsed.judgements)) {
    for (const row of parsed.judgements)
      addJudgement(judgements, row.query, row.document, row.grade ?? row.gain ?? 1);
  } else {
    for (const [query, row] of Object.entries(parsed.judgements)) {
      if (Array.isArray(row)) for (const document of row) addJudgement(judgements, query, document, 1);
      else
        for (const [document, grade] of Object.entries(row)) addJudgement(judgements, query, document, grade);
    }
  }
  return {
    name: parsed.name ?? name,
    language: parsed.language ?? '',
    documents: parsed.documents.map((document) => ({
      id: document.id,
      title: document.title ?? '',
      text: document.text ?? document.body ?? '',
    })),
    queries: parsed.queries.map((query) => ({ id: query.id, text: query.text ?? query.query ?? '' })),
    judgements,
  };
}

/** True for a parsed JSON value in the plain form. */
export function looksGeneric(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'documents' in value && 'queries' in value;
}
