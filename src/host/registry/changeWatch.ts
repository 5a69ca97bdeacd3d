import { EventEmitter, on } from 'node:events';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { Store } from '#db/store.ts';

export interface ChangeNotice {
  readonly recordIds: string[];
  readonly kinds: KindName[];
}

const pollMilliseconds = 700;
const mostIds = 500;

/**
 * Says which records changed, whoever changed them: another window of this app, or the command line
 * working on the same file. The log is the source, so nothing is missed between two looks.
 */
export class ChangeWatch {
  readonly #store: Store;
  readonly #emitter = new EventEmitter();
  #timer: NodeJS.Timeout | undefined;
  #seen: number;

  constructor(store: Store) {
    this.#store = store;
    this.#emitter.setMaxListeners(0);
    this.#seen = this.#latest();
  }

  async *notices(signal?: AbortSignal): AsyncGenerator<ChangeNotice, void, void> {
    this.#start();
    try {
      for await (const [notice] of on(this.#emitter, 'notice', signal ? { signal } : {}))
        yield notice as ChangeNotice;
    } catch (cause) {
      if (!signal?.aborted) throw cause;
    } finally {
      if (this.#emitter.listenerCount('notice') === 0) this.close();
    }
  }

  /** Looks at once instead of at the next poll; called after this host's own writes. */
  look() {
    const latest = this.#latest();
    if (latest === this.#seen) return;
    const rows = this.#store.statements.all<{ id: string; kind: KindName | null }>(
      `SELECT DISTINCT operation.record_id AS id, record.kind FROM operation
       LEFT JOIN record ON record.id = operation.record_id
       WHERE operation.change > ? LIMIT ${mostIds}`,
      this.#seen,
    );
    this.#seen = latest;
    const kinds = [...new Set(rows.flatMap((row) => (row.kind ? [row.kind] : [])))];
    this.#emitter.emit('notice', { recordIds: rows.map((row) => row.id), kinds } satisfies ChangeNotice);
  }

  close() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #start() {
    if (this.#timer) return;
    this.#timer = setInterval(() => this.look(), pollMilliseconds);
    this.#timer.unref();
  }

  #latest(): number {
    return this.#store.statements.get<{ n: number | null }>('SELECT max(sequence) AS n FROM change')?.n ?? 0;
  }
}
