import MiniSearch from 'minisearch';
import { stemEnglish } from '#core/matching/text/english-stemmer.ts';
import { englishStopWords } from '#core/matching/text/english-stop-words.ts';
import type { RankerFactory } from './ranker.ts';

/** MiniSearch as it comes, or with stop words and stemming. */
export function miniSearch(prepared: boolean): RankerFactory {
  const name = prepared ? 'MiniSearch (stop words, stems)' : 'MiniSearch';
  return {
    name,
    create(documents) {
      const index = new MiniSearch({
        fields: ['title', 'text'],
        ...(prepared
          ? {
              processTerm: (term: string) => {
                const lower = term.toLowerCase();
                return englishStopWords.has(lower) ? null : stemEnglish(lower);
              },
            }
          : {}),
      });
      index.addAll([...documents]);
      return {
        name,
        rank: (query, limit) =>
          index
            .search(query)
            .slice(0, limit)
            .map((hit) => String(hit.id)),
      };
    },
  };
}
