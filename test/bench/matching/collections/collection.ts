/** A test collection: documents, queries and which documents are relevant to which query. */
export interface Collection {
  readonly name: string;
  readonly language: string;
  readonly documents: readonly CollectionDocument[];
  readonly queries: readonly CollectionQuery[];
  /** Query id → what was judged (see `targetOf`) → gain (above 0 is relevant). What is not listed is not relevant. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The grades as they were given, where pairs of them are to be compared: below "relevant", too. */
  readonly grades?: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Whose work it is, where experts are judged and not their works. */
  readonly expert?: string;
}

export interface CollectionQuery {
  readonly id: string;
  /** All of it, a title included. */
  readonly text: string;
  /** Where a title is told apart from the rest, and of somebody with several works: each by itself. */
  readonly pieces?: readonly { readonly title: string; readonly body: string }[];
}

/** What is judged: the expert whose work a document is, or the document itself. */
export function targetOf({ id, expert }: CollectionDocument): string {
  return expert ?? id;
}

/** One document for everything that is judged: the works of an expert together, titles apart. */
export function profilesOf({ documents }: Pick<Collection, 'documents'>): readonly CollectionDocument[] {
  if (documents.every(({ expert }) => expert === undefined)) return documents;
  const profiles = new Map<string, { title: string[]; text: string[] }>();
  for (const document of documents) {
    const profile = profiles.get(targetOf(document)) ?? { title: [], text: [] };
    if (document.title !== '') profile.title.push(document.title);
    if (document.text !== '') profile.text.push(document.text);
    profiles.set(targetOf(document), profile);
  }
  return [...profiles].map(([id, { title, text }]) => ({
    id,
    title: title.join('\n'),
    text: text.join('\n'),
  }));
}

/** Judgements of documents that a collection does not have. They stay, and count as never found. */
export function unknownJudgements({ documents, judgements }: Collection): {
  readonly count: number;
  readonly of: number;
  readonly first?: string;
} {
  const known = new Set(documents.map(targetOf));
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
