import {
  addJudgement,
  type Collection,
  type CollectionDocument,
  type CollectionQuery,
} from './collection.ts';

interface Squad {
  readonly data: readonly {
    readonly title?: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly { readonly id: string; readonly question: string }[];
    }[];
  }[];
}

/** SQuAD JSON used as retrieval: all paragraphs are ranked; the question's own paragraph is the one relevant. */
export function readSquad(name: string, source: string, language: string): Collection {
  const squad = JSON.parse(source) as Squad;
  const documents: CollectionDocument[] = [];
  const queries: CollectionQuery[] = [];
  const judgements = new Map<string, Map<string, number>>();
  const known = new Map<string, string>();
  for (const article of squad.data) {
    for (const paragraph of article.paragraphs) {
      let id = known.get(paragraph.context);
      if (id === undefined) {
        id = `p${documents.length}`;
        known.set(paragraph.context, id);
        documents.push({ id, title: '', text: paragraph.context });
      }
      for (const question of paragraph.qas) {
        queries.push({ id: question.id, text: question.question });
        addJudgement(judgements, question.id, id, 1);
      }
    }
  }
  return { name, language, documents, queries, judgements };
}

/** True for a parsed JSON value in SQuAD's shape. */
export function looksLikeSquad(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    Array.isArray(value.data) &&
    typeof value.data[0] === 'object' &&
    value.data[0] !== null &&
    'paragraphs' in value.data[0]
  );
}
