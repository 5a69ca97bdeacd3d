export type DraftContent = Readonly<Record<string, unknown>>;

export interface KeptDraft {
  readonly content: DraftContent;
  /** ISO instant. */
  readonly savedAt: string;
}

/** Where drafts are kept: the host. */
export interface DraftStore {
  get(input: { key: string }): Promise<KeptDraft | null>;
  put(input: { key: string; content: DraftContent }): Promise<unknown>;
  remove(input: { key: string }): Promise<unknown>;
}

/** While somebody types, what is there is sent this often. Milliseconds. */
export const draftPause = 300;

interface Pending {
  readonly content: DraftContent;
  readonly since: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Sends what is typed to the host while it is typed: the first letter waits `draftPause`, and so does every later one at
 * most. Writes of one draft go one after the other, so that an older text never comes last.
 */
export class DraftWriter {
  readonly #store: DraftStore;
  readonly #report: (error: unknown) => void;
  readonly #pending = new Map<string, Pending>();
  readonly #lines = new Map<string, Promise<unknown>>();

  /** @param report told when the host could not keep a draft; what was typed stays in the form */
  constructor(store: DraftStore, report: (error: unknown) => void = () => undefined) {
    this.#store = store;
    this.#report = report;
  }

  /** What was kept last, also when it is still on its way; null when there is nothing or the host cannot be asked. */
  async read(key: string): Promise<KeptDraft | null> {
    const pending = this.#pending.get(key);
    if (pending) return { content: pending.content, savedAt: pending.since };
    await this.#lines.get(key);
    return this.#store.get({ key }).catch(() => null);
  }

  keep(key: string, content: DraftContent): void {
    const pending = this.#pending.get(key);
    const timer = pending?.timer ?? setTimeout(() => this.flush(key), draftPause);
    this.#pending.set(key, { content, since: new Date().toISOString(), timer });
  }

  /** Sends at once what still waits: a form is left, a window closes. */
  flush(key: string): void {
    const pending = this.#pending.get(key);
    if (!pending) return;
    clearTimeout(pending.timer);
    this.#pending.delete(key);
    this.#inLine(key, () => this.#store.put({ key, content: pending.content }));
  }

  flushAll(): void {
    for (const key of [...this.#pending.keys()]) this.flush(key);
  }

  /** Forgets a draft: it was saved, or thrown away. */
  drop(key: string): void {
    const pending = this.#pending.get(key);
    if (pending) clearTimeout(pending.timer);
    this.#pending.delete(key);
    this.#inLine(key, () => this.#store.remove({ key }));
  }

  #inLine(key: string, work: () => Promise<unknown>): void {
    const line = (this.#lines.get(key) ?? Promise.resolve()).then(work).catch(this.#report);
    this.#lines.set(key, line);
    void line.then(() => {
      if (this.#lines.get(key) === line) this.#lines.delete(key);
    });
  }
}
