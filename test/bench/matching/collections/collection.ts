/** A test collection: documents, queries and which documents are relevant to which query. */
export interface Collection {
  readonly name: string;
  readonly language: string;
  readonly documents: readonly CollectionDocument[];
  readonly queries: readonly CollectionQuery[];
  /** Query id → document id → gain (above 0 is relevant). Unlisted documents are not relevant. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface CollectionQuery {
  readonly id: string;
  readonly text: string;
}

/** Judgements of documents that a collection does not have. They stay, and count as never found. */
export function unknownJudgements({ documents, judgements }: Collection): {
  readonly count: number;
  readonly of: number;
  readonly first?: string;
} {
  const known = new Set(documents.map(({ id }) => id));
  const judged = [...judgements.values()].flatMap((row) => [...row.keys()]);
  const unknown = judged.filter((id) => !known.has(id));
  const [first] = unknown;
  return { count: unknown.length, of: judged.length, ...(first === undefined ? {} : { first }) };
}

/** Puts one judgement into a growing table. */
export function addJudgement(
  table: Map<string, Map<string, number>>,
  query: string,
  document: string,
  gain: number,
): void {
  const row = table.get(query) ?? new Map<string, number>();
  row.set(document, gain);
  table.set(query, row);
}
