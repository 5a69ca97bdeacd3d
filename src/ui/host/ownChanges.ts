/** Changes made in this window, oldest first, for undo and redo. */
const made: string[] = [];
let undone: string[] = [];
const mostKept = 200;

export const ownChanges = {
  /** The change that undo would take back; undefined when this window changed nothing (more). */
  last: (): string | undefined => made.at(-1),
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

function forget(changeId: string): void {
  const place = made.lastIndexOf(changeId);
  if (place >= 0) made.splice(place, 1);
  undone = undone.filter((id) => id !== changeId);
}

const noted = ['create', 'patch', 'remove', 'restore', 'settle'] as const;

interface NotingClient {
  readonly registry: object;
}

/** The same client, whose writes are remembered in the order in which they were acknowledged. */
export function noteOwnChanges<Client extends NotingClient>(client: Client): Client {
  const registry = new Proxy(client.registry, {
    get(target, name) {
      const procedure: unknown = Reflect.get(target, name);
      if (!(noted as readonly PropertyKey[]).includes(name) || typeof procedure !== 'function')
        return procedure;
      return async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await procedure(...args);
        const changeId = (answer as { changeId?: unknown } | undefined)?.changeId;
        if (typeof changeId === 'string') {
          made.push(changeId);
          if (made.length > mostKept) made.shift();
          // After a new change there is nothing to do over, as in any editor.
          undone = [];
        }
        return answer;
      };
    },
  });
  return new Proxy(client, {
    get: (target, name) => (name === 'registry' ? registry : Reflect.get(target, name)),
  });
}
