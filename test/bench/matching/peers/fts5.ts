import Database from 'better-sqlite3';
import type { RankerFactory } from './ranker.ts';

/** SQLite FTS5 with its own bm25(), every query word optional. */
export function fts5(tokenizer: 'unicode61' | 'porter unicode61'): RankerFactory {
  const name = `FTS5 (${tokenizer === 'unicode61' ? 'unicode61' : 'porter'})`;
  return {
    name,
    create(documents) {
      const database = new Database(':memory:');
      database.exec(`CREATE VIRTUAL TABLE page USING fts5(title, body, tokenize='${tokenizer}')`);
      const insert = database.prepare('INSERT INTO page(rowid, title, body) VALUES (?, ?, ?)');
      database.transaction(() => {
        for (const [index, document] of documents.entries())
          insert.run(index + 1, document.title, document.text);
      })();
      const select = database
        .prepare<[string, number], number>(
          'SELECT rowid FROM page WHERE page MATCH ? ORDER BY bm25(page), rowid LIMIT ?',
        )
        .pluck();
      return {
        name,
        rank(query, limit) {
          const words = query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
          if (words.length === 0) return [];
          const expression = words.map((word) => `"${word}"`).join(' OR ');
          return select.all(expression, limit).map((row) => documents[row - 1]?.id ?? '');
        },
        close: () => database.close(),
      };
    },
  };
}
