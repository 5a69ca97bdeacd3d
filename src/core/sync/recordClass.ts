import { type Visibility, visibilities } from '../kinds/choices.ts';
import { isNarrower } from '../records/audience.ts';

/** A head of a record's visibility; `value` is undefined when it has been redacted. */
export interface VisibilityHead {
  readonly value: Visibility | undefined;
}

/**
 * The class that a record is synced as: while several people's choices wait to be settled, the narrowest.
 * A record whose every choice has been redacted was withdrawn from this device: it is sent nowhere.
 * @returns undefined when nothing is known yet: then nothing of it is sent and nothing redacted
 */
export function recordClass(heads: readonly VisibilityHead[]): Visibility | undefined {
  const known = heads.flatMap((head) => head.value ?? []);
  if (known.length === 0) return heads.length > 0 ? 'private' : undefined;
  return known.reduce((narrowest, value) => (isNarrower(value, narrowest) ? value : narrowest));
}

export function asVisibility(value: unknown): Visibility | undefined {
  return visibilities.find((known) => known === value);
}
