/**
 * The smallest change there is. A row is what its operations say; nothing else writes rows.
 *
 * `set` operations make a multi-value register: the value is that of the *heads*, the operations that
 * no other one names in `previous`. `add` operations make a list: a member stands until a `remove`
 * names its operation. Both are the same rule, "not named by a later one", so the state is a pure
 * function of the set of operations: order and repetition of arrival cannot make two devices differ.
 */
export interface Operation {
  /** Hybrid-clock stamp + random, see clock.ts; sorts by time as a plain string. */
  readonly id: string;
  readonly recordId: string;
  /** A field's name, or name/key for a member of a map: `name/ja`, `levels/ch.flood`. */
  readonly field: string;
  readonly action: 'set' | 'add' | 'remove';
  /** JSON; null with `set` clears the field, and always null with `remove`. */
  readonly value: unknown;
  /** Ids of the operations that this one replaces: the heads that its author saw. */
  readonly previous: readonly string[];
}

export const changeOrigins = ['hand', 'import', 'merge', 'undo', 'sync', 'bundled'] as const;
export type ChangeOrigin = (typeof changeOrigins)[number];

/** One transaction of operations. */
export interface Change {
  readonly id: string;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly origin: ChangeOrigin;
  readonly undoes?: string;
  readonly batch?: string;
  readonly operations: readonly Operation[];
}

/** Fields that are not facts about the subject but about the record itself. */
export const kindField = '__kind';
export const deletedField = '__deleted';
