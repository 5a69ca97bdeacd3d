/** Why an opening takes a while before anything can be read. */
export const openingReasons = ['first', 'upgrade'] as const;

export interface Opening {
  /** `first`: the registry is made and filled. `upgrade`: a large file is brought in step with this version. */
  readonly reason: (typeof openingReasons)[number];
  /** How many records are there already. */
  readonly records: number;
}

/** Told the share that is done, 0 … 1. */
export type OnShare = (share: number) => void;

/** Hears that an opening takes a while, before it begins. */
export type OnOpening = (opening: Opening) => Promise<OnShare | undefined>;
