import MiniSearch from 'minisearch';
import { type PeerFactory, pageLength } from './searchEngine.ts';

/** MiniSearch with its default tokenizer: all words, each as a beginning. It keeps its index in memory. */
export const miniSearchPeer: PeerFactory = {
  name: 'MiniSearch',
  create(records) {
    const index = new MiniSearch({ fields: ['text'], searchOptions: { prefix: true, combineWith: 'AND' } });
    index.addAll(records.map(({ texts }, id) => ({ id, text: texts.join('\n') })));
    return {
      name: 'MiniSearch',
      find: (question) => new Set(index.search(question).map(({ id }) => Number(id))),
      ask(question) {
        const found = index.search(question);
        found.slice(0, pageLength);
        return { total: found.length };
      },
      close: () => index.removeAll(),
    };
  },
};
