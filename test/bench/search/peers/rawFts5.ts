import Database from 'better-sqlite3';
import { type PeerFactory, pageLength } from './searchEngine.ts';

/** SQLite FTS5 as it comes, over the texts as written: every typed word the beginning of a word. */
export function rawFts5(tokenizer: 'unicode61' | 'trigram'): PeerFactory {
  const name = `FTS5 ${tokenizer}`;
  return {
    name,
    create(records) {
      const database = new Database(':memory:');
      database.exec(`CREATE VIRTUAL TABLE page USING fts5(text, content = '', tokenize = '${tokenizer}')`);
      const insert = database.prepare('INSERT INTO page (rowid, text) VALUES (?, ?)');
      database.transaction(() => {
        for (const [index, { texts }] of records.entries()) insert.run(index, texts.join('\n'));
        database.exec("INSERT INTO page (page) VALUES ('optimize')");
      })();
      const all = database.prepare<[string], number>('SELECT rowid FROM page WHERE page MATCH ?').pluck();
      const count = database
        .prepare<[string], number>('SELECT count(*) FROM page WHERE page MATCH ?')
        .pluck();
      const first = database
        .prepare<[string], number>(
          `SELECT rowid FROM page WHERE page MATCH ? ORDER BY bm25(page) LIMIT ${pageLength}`,
        )
        .pluck();
      const matchOf = (question: string) =>
        question
          .split(/\s+/)
          .filter((word) => word !== '')
          .map((word) => `"${word.replaceAll('"', '""')}"${tokenizer === 'unicode61' ? '*' : ''}`)
          .join(' ');
      return {
        name,
        find: (question) => new Set(all.all(matchOf(question))),
        ask(question) {
          const match = matchOf(question);
          first.all(match);
          return { total: count.get(match) ?? 0 };
        },
        close: () => database.close(),
      };
    },
  };
}
