import { randomUUID } from 'node:crypto';
import type { ImportPlanInput } from '#contract/importSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { importLimits } from './limits.ts';
import type { ReadFile, Reading } from './readFile.ts';
import type { PreparedImport } from './runImport.ts';

/** A file that nobody asked for in this time is let go. */
const idleMinutes = 30;
const mostSessions = 4;
/** Bytes of all files together. */
const mostBytes = 2 * importLimits.fileBytes;

export interface SessionKey {
  readonly window: string;
  readonly sessionId: string;
}

/** A check of a file, by the name that the window knows it by. */
export interface CheckedImport {
  readonly checkId: string;
  readonly prepared: PreparedImport;
}

/** A file that a window has sent, and what it has found out about it so far. */
export interface ImportSession {
  readonly window: string;
  readonly fileName: string;
  /** Of the whole file. */
  readonly bytes: number;
  readonly pieces: Uint8Array[];
  arrived: number;
  reading: Reading;
  /** By kind, for JSON, which has to be of one; undefined until it was read. */
  read: { readonly kind: string | undefined; readonly file: ReadFile } | undefined;
  input: ImportPlanInput | undefined;
  /** Row number → `create`, `skip` or an id. */
  readonly decisions: Map<number, string>;
  check: CheckedImport | undefined;
}

interface Held {
  readonly session: ImportSession;
  /** Work that goes on; it is not let go meanwhile. */
  users: number;
  timer: NodeJS.Timeout;
}

/**
 * The files of imports on their way, in memory alone: what they hold may be secret and never touches the disk
 * before a person has applied it. There are few at a time; the one that was not asked for longest goes first.
 */
export class ImportSessions {
  readonly #held = new Map<string, Held>();
  readonly #idleMilliseconds: number;

  constructor(idleMilliseconds = idleMinutes * 60_000) {
    this.#idleMilliseconds = idleMilliseconds;
  }

  /** @throws MusubiError IMPORT_TOO_LARGE, IMPORT_EMPTY before anything is sent */
  begin(window: string, fileName: string, bytes: number): string {
    if (bytes > importLimits.fileBytes) {
      throw new MusubiError('IMPORT_TOO_LARGE', {
        what: 'bytes',
        found: bytes,
        limit: importLimits.fileBytes,
      });
    }
    if (bytes === 0) throw new MusubiError('IMPORT_EMPTY', {});
    this.#makeRoom(bytes);
    const id = randomUUID();
    const session: ImportSession = {
      window,
      fileName,
      bytes,
      pieces: [],
      arrived: 0,
      reading: {},
      read: undefined,
      input: undefined,
      decisions: new Map(),
      check: undefined,
    };
    this.#held.set(id, { session, users: 0, timer: this.#idleTimer(id) });
    return id;
  }

  /** @returns how many bytes are here. @throws MusubiError UPLOAD_LOST for a piece out of order */
  add(key: SessionKey, offset: number, bytes: Uint8Array): number {
    const { session } = this.#find(key);
    if (offset !== session.arrived || offset + bytes.length > session.bytes) {
      this.discard(key);
      throw new MusubiError('UPLOAD_LOST', { file: session.fileName });
    }
    session.pieces.push(bytes);
    session.arrived += bytes.length;
    return session.arrived;
  }

  /**
   * Works on a session, which stays at least until the work has ended.
   * @throws MusubiError IMPORT_SESSION_LOST, UPLOAD_LOST when the file is not here whole
   */
  async use<Result>(
    key: SessionKey,
    work: (session: ImportSession) => Promise<Result> | Result,
  ): Promise<Result> {
    const held = this.#find(key);
    if (held.session.arrived !== held.session.bytes) {
      throw new MusubiError('UPLOAD_LOST', { file: held.session.fileName });
    }
    clearTimeout(held.timer);
    held.users += 1;
    try {
      return await work(held.session);
    } finally {
      held.users -= 1;
      clearTimeout(held.timer);
      if (this.#held.get(key.sessionId) === held) held.timer = this.#idleTimer(key.sessionId);
    }
  }

  /** Of an unknown one, or another window's, nothing. */
  discard({ window, sessionId }: SessionKey) {
    const held = this.#held.get(sessionId);
    if (held?.session.window === window) this.#drop(sessionId);
  }

  close() {
    for (const id of [...this.#held.keys()]) this.#drop(id);
  }

  #find({ window, sessionId }: SessionKey): Held {
    const held = this.#held.get(sessionId);
    // Another window's is told as one that is gone: it is nobody else's business that it is there.
    if (!held || held.session.window !== window) throw new MusubiError('IMPORT_SESSION_LOST', {});
    clearTimeout(held.timer);
    held.timer = this.#idleTimer(sessionId);
    // Last in the order of use.
    this.#held.delete(sessionId);
    this.#held.set(sessionId, held);
    return held;
  }

  #makeRoom(bytes: number) {
    const total = () => [...this.#held.values()].reduce((sum, { session }) => sum + session.bytes, bytes);
    for (const [id, { users }] of [...this.#held]) {
      if (this.#held.size < mostSessions && total() <= mostBytes) return;
      if (users === 0) this.#drop(id);
    }
  }

  #drop(id: string) {
    clearTimeout(this.#held.get(id)?.timer);
    this.#held.delete(id);
  }

  #idleTimer(id: string): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#held.get(id)?.users === 0) this.#drop(id);
    }, this.#idleMilliseconds).unref();
  }
}
