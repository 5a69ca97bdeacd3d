import type { Draft } from '#contract/draftSchemas.ts';
import type { Store } from '#db/store.ts';

/** A draft that nobody came back to is let go after this time. */
const keepDays = 180;

interface Row {
  key: string;
  content: string;
  saved_at: string;
}

/**
 * What is typed and not yet saved. It stands in the encrypted file outside the log: a crash of window or host loses
 * nothing that was put here, and it is never synced or exported.
 */
export class Drafts {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get(key: string): Draft | null {
    const row = this.#store.statements.get<Row>(
      'SELECT key, content, saved_at FROM draft WHERE key = ?',
      key,
    );
    return row ? asDraft(row) : null;
  }

  /** Drafts whose key begins with `prefix`, newest first. */
  list(prefix: string): Draft[] {
    return this.#store.statements
      .all<Row>(
        'SELECT key, content, saved_at FROM draft WHERE substr(key, 1, length(?)) = ? ORDER BY saved_at DESC',
        prefix,
        prefix,
      )
      .map(asDraft);
  }

  /** On disk when it returns. @returns when it was kept, an ISO instant */
  put(key: string, content: Readonly<Record<string, unknown>>): string {
    const savedAt = new Date().toISOString();
    const oldest = new Date(Date.now() - keepDays * 86_400_000).toISOString();
    this.#store.write(() => {
      this.#store.statements.run(
        `INSERT INTO draft (key, content, saved_at) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`,
        key,
        JSON.stringify(content),
        savedAt,
      );
      this.#store.statements.run('DELETE FROM draft WHERE saved_at < ?', oldest);
    });
    return savedAt;
  }

  remove(key: string): void {
    this.#store.write(() => this.#store.statements.run('DELETE FROM draft WHERE key = ?', key));
  }
}

function asDraft(row: Row): Draft {
  return { key: row.key, content: JSON.parse(row.content), savedAt: row.saved_at };
}
