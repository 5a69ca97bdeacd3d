import { contiguousPrefix } from './pages.ts';

/** The decisions on which the protocol's safety rests, in one place, so that tests can break each of them. */
export interface SyncRules {
  /** What a create-if-absent came to, once the entity that stands there has been read. */
  pushOutcome(
    ours: string,
    created: boolean,
    standing: string | undefined,
  ): 'acknowledged' | 'copy' | 'later';
  /** What of a page may be applied. */
  applicable<Change>(position: number, found: ReadonlyMap<number, Change>): [number, Change][];
  /** Whether the last change applied of a slot still stands there as it was. */
  anchorHolds(remembered: string, standing: string | undefined): boolean;
  /** Whether one's own slot and last changes still stand; asked before every push. */
  guardHolds(remembered: readonly string[], standing: readonly (string | undefined)[]): boolean;
  /** Whether an operation that arrives is taken into the log; always. */
  admits(operationId: string, headIds: () => readonly string[]): boolean;
}

export const syncRules: SyncRules = {
  pushOutcome: (ours, created, standing) => {
    if (created || standing === ours) return 'acknowledged';
    return standing === undefined ? 'later' : 'copy';
  },
  applicable: contiguousPrefix,
  anchorHolds: (remembered, standing) => standing === remembered,
  guardHolds: (remembered, standing) => remembered.every((hash, index) => standing[index] === hash),
  admits: () => true,
};
