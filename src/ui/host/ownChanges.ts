/** Changes made in this window, oldest first, for undo and redo. */
const made: string[] = [];
let undone: string[] = [];
const mostKept = 200;
const importMark = 'import:';

export const ownChanges = {
  /** The change that undo would take back; undefined when this window changed nothing (more). */
  last: (): string | undefined => made.at(-1),
  /** A change that came about as a long job. */
  made: note,
  /** An import, which is taken back as a whole on its own page. */
  imported: (batchId: string): void => note(`${importMark}${batchId}`),
  /** The import that an entry stands for; undefined for a change. */
  importOf: (entry: string): string | undefined =>
    entry.startsWith(importMark) ? entry.slice(importMark.length) : undefined,
  /** It was taken back there. */
  tookImportBack: (batchId: string): void => forget(`${importMark}${batchId}`),
  lastUndone: (): string | undefined => undone.at(-1),
  /** `undoing` took `changeId` back. */
  tookBack(changeId: string, undoing: string): void {
    forget(changeId);
    undone.push(undoing);
  },
  /** `redoing` took an undoing back, so its effect can be undone once more. */
  broughtBack(undoing: string, redoing: string): void {
    undone = undone.filter((id) => id !== undoing);
    made.push(redoing);
  },
  forget,
};

function note(changeId: string): void {
  made.push(changeId);
  if (made.length > mostKept) made.shift();
  // After a new change there is nothing to do over, as in any editor.
  undone = [];
}

function forget(changeId: string): void {
  const place = made.lastIndexOf(changeId);
  if (place >= 0) made.splice(place, 1);
  undone = undone.filter((id) => id !== changeId);
}

const noted: Readonly<Record<string, readonly PropertyKey[]>> = {
  registry: ['create', 'patch', 'remove', 'restore', 'merge', 'restoreState', 'settle'],
  pipeline: ['move'],
};

/** The same client, whose writes are remembered in the order in which they were acknowledged. */
export function noteOwnChanges<Client extends object>(client: Client): Client {
  return new Proxy(client, {
    get(target, name) {
      const group: unknown = Reflect.get(target, name);
      const procedures = typeof name === 'string' ? noted[name] : undefined;
      return procedures && isObject(group) ? noteGroup(group, procedures) : group;
    },
  });
}

function noteGroup(group: object, procedures: readonly PropertyKey[]): object {
  return new Proxy(group, {
    get(target, name) {
      const procedure: unknown = Reflect.get(target, name);
      if (!procedures.includes(name) || typeof procedure !== 'function') return procedure;
      return async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await procedure(...args);
        const changeId = (answer as { changeId?: unknown } | undefined)?.changeId;
        if (typeof changeId === 'string') {
          note(changeId);
        }
        return answer;
      };
    },
  });
}

function isObject(value: unknown): value is object {
  // A client's parts are proxies over functions.
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
