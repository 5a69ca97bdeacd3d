import { createRequire } from 'node:module';
import type { RankerFactory } from './ranker.ts';

interface WinkEngine {
  defineConfig(config: object): void;
  definePrepTasks(tasks: readonly unknown[]): void;
  addDoc(document: object, id: string): void;
  consolidate(): void;
  search(text: string, limit: number): [string, number][];
}
interface WinkUtilities {
  readonly string: { readonly lowerCase: unknown; readonly tokenize0: unknown };
  readonly tokens: {
    readonly removeWords: unknown;
    readonly stem: unknown;
    readonly propagateNegations: unknown;
  };
}

const load = createRequire(import.meta.url);
const createEngine = load('wink-bm25-text-search') as () => WinkEngine;
// The preparation steps of its own documentation; the package brings them along.
const utilities = createRequire(load.resolve('wink-bm25-text-search'))('wink-nlp-utils') as WinkUtilities;

/** wink-bm25-text-search with the preparation its documentation shows. */
export const winkRanker: RankerFactory = {
  name: 'wink-bm25',
  create(documents) {
    const engine = createEngine();
    engine.defineConfig({ fldWeights: { title: 1, body: 1 } });
    engine.definePrepTasks([
      utilities.string.lowerCase,
      utilities.string.tokenize0,
      utilities.tokens.removeWords,
      utilities.tokens.stem,
      utilities.tokens.propagateNegations,
    ]);
    for (const [index, document] of documents.entries())
      engine.addDoc({ title: document.title, body: document.text }, String(index));
    engine.consolidate();
    return {
      name: 'wink-bm25',
      rank: (query, limit) =>
        engine.search(query, limit).map(([index]) => documents[Number(index)]?.id ?? ''),
    };
  },
};
