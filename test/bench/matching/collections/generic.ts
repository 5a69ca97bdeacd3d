import { z } from 'zod';
import { addJudgement, type Collection, type CollectionDocument, targetOf } from './collection.ts';

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
      abstract: z.string().nullish(),
      language: z.string().optional(),
      expert: identifier.nullish(),
      reviewer: identifier.nullish(),
      group: identifier.nullish(),
    }),
  ),
  queries: z.array(
    z.object({
      id: identifier,
      title: z.string().nullish(),
      text: z.string().nullish(),
      query: z.string().nullish(),
      abstract: z.string().nullish(),
      texts: z
        .array(z.union([z.string(), z.object({ title: z.string().nullish(), text: z.string().nullish() })]))
        .nonempty()
        .nullish(),
    }),
  ),
  judgements: z.union([
    z.array(
      z
        .object({
          query: identifier,
          document: identifier.optional(),
          expert: identifier.optional(),
          reviewer: identifier.optional(),
          group: identifier.optional(),
          grade: z.number().optional(),
          gain: z.number().optional(),
        })
        .refine((row) => judgedBy(row) !== undefined, 'A judgement names a document or an expert'),
    ),
    z.record(z.string(), z.union([z.array(identifier), z.record(z.string(), z.number())])),
  ]),
  /** The lowest grade that counts as relevant in the figures of rankings; without it every grade above 0. */
  relevantFrom: z.number().optional(),
});

interface Names {
  readonly expert?: string | null | undefined;
  readonly reviewer?: string | null | undefined;
  readonly group?: string | null | undefined;
}

/** The expert by any of the names that files have for him. */
function expertOf({ expert, reviewer, group }: Names): string | undefined {
  return expert ?? reviewer ?? group ?? undefined;
}

function judgedBy(row: Names & { readonly document?: string | undefined }): string | undefined {
  return expertOf(row) ?? row.document;
}

/**
 * The plain form: `{language?, documents: [{id, title?, text, expert?}], queries: [{id, title?, text | texts: [text or {title?, text}]}],
 * judgements: [{query, document | expert, grade?}], relevantFrom?}`; judgements may also be `{query: [document…]}` or
 * `{query: {document: grade}}`. Documents with the same `expert` are his works; judgements are then about experts (one
 * that names a work is about whose work it is).
 */
export function readGeneric(name: string, value: unknown): Collection {
  const parsed = shape.parse(value);
  const documents = parsed.documents.map((document): CollectionDocument => {
    const expert = expertOf(document);
    return {
      id: document.id,
      title: document.title ?? '',
      text: document.text ?? document.body ?? document.abstract ?? '',
      ...(expert === undefined ? {} : { expert }),
    };
  });
  const owners = new Map(documents.map((document) => [document.id, targetOf(document)]));
  const experts = new Set(owners.values());
  const grades = new Map<string, Map<string, number>>();
  const judge = (query: string, target: string, grade: number): void =>
    addJudgement(grades, query, experts.has(target) ? target : (owners.get(target) ?? target), grade);
  if (Array.isArray(parsed.judgements)) {
    for (const row of parsed.judgements)
      judge(row.query, judgedBy(row) as string, row.grade ?? row.gain ?? 1);
  } else {
    for (const [query, row] of Object.entries(parsed.judgements)) {
      if (Array.isArray(row)) for (const document of row) judge(query, document, 1);
      else for (const [document, grade] of Object.entries(row)) judge(query, document, grade);
    }
  }
  const from = parsed.relevantFrom;
  const gain = (grade: number): number => (from !== undefined && grade < from ? 0 : grade);
  const distinct = new Set([...grades.values()].flatMap((row) => [...row.values()]));
  return {
    name: parsed.name ?? name,
    language: parsed.language ?? '',
    documents,
    queries: parsed.queries.map((query) => {
      const text = query.text ?? query.query ?? query.abstract ?? '';
      const works = (query.texts ?? []).map((work) => (typeof work === 'string' ? { text: work } : work));
      const pieces = [{ title: query.title, text }, ...works]
        .map((piece) => ({ title: piece.title ?? '', body: piece.text ?? '' }))
        .filter(({ title, body }) => title !== '' || body !== '');
      return {
        id: query.id,
        text: pieces
          .flatMap(({ title, body }) => [title, body])
          .filter((part) => part !== '')
          .join('\n'),
        ...(pieces.length > 1 || pieces.some(({ title }) => title !== '') ? { pieces } : {}),
      };
    }),
    judgements: new Map(
      [...grades].map(([query, row]) => [
        query,
        new Map([...row].map(([target, grade]) => [target, gain(grade)])),
      ]),
    ),
    // With one grade there is nothing to compare.
    ...(distinct.size > 1 ? { grades } : {}),
  };
}

/** True for a parsed JSON value in the plain form. */
export function looksGeneric(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'documents' in value && 'queries' in value;
}
