import Database from 'better-sqlite3';
import { type PeerFactory, pageLength } from './searchEngine.ts';

/** A plain table and `LIKE '%…%'`, once per typed word; no ranking. */
export const like: PeerFactory = {
  name: "LIKE '%…%'",
  create(records) {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE page (text TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO page (rowid, text) VALUES (?, ?)');
    database.transaction(() => {
      for (const [index, { texts }] of records.entries()) insert.run(index, texts.join('\n'));
    })();
    const ask = (columns: string, question: string, tail = '') => {
      const words = question.split(/\s+/).filter((word) => word !== '');
      const where = words.map(() => "text LIKE ? ESCAPE '\\'").join(' AND ');
      return database
        .prepare<string[], number>(`SELECT ${columns} FROM page WHERE ${where} ${tail}`)
        .pluck()
        .all(...words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`));
    };
    return {
      name: "LIKE '%…%'",
      find: (question) => new Set(ask('rowid', question)),
      ask(question) {
        ask('rowid', question, `LIMIT ${pageLength}`);
        return { total: ask('count(*)', question)[0] ?? 0 };
      },
      close: () => database.close(),
    };
  },
};
