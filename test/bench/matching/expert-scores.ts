import { CosineIndex, type CosineText } from '#core/matching/text/cosine-index.ts';
import { createIntlSegmenter } from '#core/matching/text/segmenter.ts';
import { TextIndex } from '#core/matching/text/text-index.ts';
import { defaultTextSettings } from '#core/matching/text/text-settings.ts';
import {
  type Collection,
  type CollectionDocument,
  type CollectionQuery,
  profilesOf,
  targetOf,
} from './collections/collection.ts';

/** Scores by what is judged: an expert, or a document where there are no experts. Absent: 0. */
export type TargetScores = ReadonlyMap<string, number>;

/** One way in which the engine compares texts. */
export interface TargetScorer {
  readonly name: string;
  readonly scoresOf: (query: CollectionQuery) => TargetScores;
}

const segmenter = createIntlSegmenter(process.versions.icu ?? 'unknown');

/** The pieces of a query: several where it stands for somebody with several works. */
function piecesOf({ pieces, text }: CollectionQuery): readonly CosineText[] {
  return pieces ?? [{ title: '', body: text }];
}

/** Everything of a query as one. */
function wholeOf(query: CollectionQuery): CosineText {
  const pieces = piecesOf(query);
  const joined = (part: 'title' | 'body'): string =>
    pieces
      .map((piece) => piece[part])
      .filter((text) => text !== '')
      .join('\n');
  return { title: joined('title'), body: joined('body') };
}

/**
 * As the engine compares one firm's evidence with many needs: the tf-idf cosine of every piece with every text, the
 * pieces joined by noisy-OR.
 */
export function scoreByItems(collection: Collection): TargetScorer {
  const { documents, queries, language } = collection;
  const name = 'piece by piece (firm → needs)';
  const piece = ({ title, text }: CollectionDocument): CosineText => ({ title, body: text });
  if (documents.some(({ expert }) => expert !== undefined)) {
    // The experts' works are the pieces; what they are compared with are the queries.
    const index = new CosineIndex(queries.map(wholeOf), language, segmenter, defaultTextSettings);
    const missing = queries.map(() => new Map<string, number>());
    for (const document of documents) {
      const target = targetOf(document);
      for (const [position, cosine] of index.cosines(piece(document)).entries()) {
        const row = missing[position];
        if (cosine > 0) row?.set(target, (row.get(target) ?? 1) * (1 - cosine));
      }
    }
    const positions = new Map(queries.map(({ id }, position) => [id, position]));
    return { name, scoresOf: ({ id }) => complements(missing[positions.get(id) ?? -1]) };
  }
  const index = new CosineIndex(documents.map(piece), language, segmenter, defaultTextSettings);
  return {
    name,
    scoresOf: (query) => {
      const missing = new Map<string, number>();
      for (const asked of piecesOf(query)) {
        for (const [position, cosine] of index.cosines(asked).entries()) {
          const { id } = documents[position] as CollectionDocument;
          if (cosine > 0) missing.set(id, (missing.get(id) ?? 1) * (1 - cosine));
        }
      }
      return complements(missing);
    },
  };
}

function complements(missing: ReadonlyMap<string, number> | undefined): TargetScores {
  return new Map([...(missing ?? [])].map(([target, value]) => [target, 1 - value]));
}

/** As the engine finds organisations for a need: BM25 over one profile of each, titles apart. */
export function scoreByProfile(collection: Collection): TargetScorer {
  const index = new TextIndex(
    profilesOf(collection).map(({ id, title, text }) => ({ id, title, body: text })),
    collection.language,
    segmenter,
    defaultTextSettings,
  );
  return {
    name: 'one profile each (need → firms)',
    scoresOf: (query) => {
      const scores = index.score(index.query(query.text));
      return new Map(index.documentIds.map((id, position) => [id, scores[position] as number]));
    },
  };
}
