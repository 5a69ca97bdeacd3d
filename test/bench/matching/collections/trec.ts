import { addJudgement, type Collection } from './collection.ts';

function withoutTags(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function element(source: string, name: string): string {
  const match = new RegExp(`<${name}>([\\s\\S]*?)(?:</${name}>|(?=<[a-z]+>)|$)`, 'i').exec(source);
  return match?.[1] ?? '';
}

/** Classic TREC: `<DOC><DOCNO>` documents, `<top><num><title>` topics, four-column judgements. */
export function readTrec(name: string, documents: string, topics: string, judgements: string): Collection {
  const table = new Map<string, Map<string, number>>();
  for (const line of judgements.split(/\r?\n/)) {
    const parts = line.trim().split(/\s+/);
    if (parts.length < 4) continue;
    addJudgement(table, parts[0] ?? '', parts[2] ?? '', Number(parts[3]));
  }
  return {
    name,
    language: '',
    documents: [...documents.matchAll(/<DOC>([\s\S]*?)<\/DOC>/gi)].map((match) => {
      const source = match[1] ?? '';
      const title = withoutTags(element(source, 'title') || element(source, 'headline'));
      const rest = source.replace(/<(docno|title|headline)>[\s\S]*?<\/\1>/gi, ' ');
      return { id: withoutTags(element(source, 'docno')), title, text: withoutTags(rest) };
    }),
    queries: [...topics.matchAll(/<top>([\s\S]*?)<\/top>/gi)]
      .map((match) => {
        const source = match[1] ?? '';
        const id = withoutTags(element(source, 'num')).replace(/^number:\s*/i, '');
        return { id, text: withoutTags(element(source, 'title')).replace(/^topic:\s*/i, '') };
      })
      .filter((query) => table.has(query.id)),
    judgements: table,
  };
}
