import { createIntlSegmenter } from '#core/matching/text/segmenter.ts';
import { TextIndex } from '#core/matching/text/text-index.ts';
import { defaultTextSettings, type TextSettings } from '#core/matching/text/text-settings.ts';
import type { RankerFactory } from './ranker.ts';

/** The engine's own text ranker. */
export function ours(settings: TextSettings = defaultTextSettings): RankerFactory {
  return {
    name: 'Musubi',
    create(documents, language) {
      const segmenter = createIntlSegmenter(process.versions.icu ?? 'unknown');
      const index = new TextIndex(
        documents.map((document) => ({ id: document.id, title: document.title, body: document.text })),
        language,
        segmenter,
        settings,
      );
      return {
        name: 'Musubi',
        rank(query, limit) {
          const scores = index.score(index.query(query));
          const found: number[] = [];
          for (let position = 0; position < scores.length; position += 1)
            if ((scores[position] ?? 0) > 0) found.push(position);
          found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
          return found.slice(0, limit).map((position) => index.documentIds[position] ?? '');
        },
      };
    },
  };
}
