import type { KindName } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';

type Values = Readonly<Record<string, unknown>>;

export interface Difference {
  readonly field: string;
  /** undefined: not known. */
  readonly was: unknown;
  readonly now: unknown;
}

/** Fields whose value was another one, in the order in which the kind declares them. */
export function differences(kind: KindName, then: Values, now: Values): Difference[] {
  return Object.keys(fieldsOf(kind))
    .filter((field) => canonicalJson(then[field] ?? null) !== canonicalJson(now[field] ?? null))
    .map((field) => ({ field, was: then[field], now: now[field] }));
}

/**
 * The merge patch that makes `fields` of a record what they were. Who may see the record is left as it is unless
 * it is named: what was shared once must not be shared again by the way.
 */
export function restoringPatch(
  kind: KindName,
  then: Values,
  now: Values,
  fields?: readonly string[],
): Record<string, unknown> {
  const wanted = differences(kind, then, now).filter(({ field }) =>
    fields ? fields.includes(field) : field !== 'visibility',
  );
  return Object.fromEntries(wanted.map((difference) => [difference.field, restoredValue(kind, difference)]));
}

/** Parts of a map that were added since have to be cleared by name; a merge would keep them. */
function restoredValue(kind: KindName, { field, was, now }: Difference): unknown {
  if (was === undefined) return null;
  const type = fieldsOf(kind)[field]?.type;
  if (type !== 'languageText' && type !== 'choiceMap' && type !== 'languageTextLists') return was;
  const cleared = Object.keys((now ?? {}) as object).map((key) => [key, null]);
  return { ...Object.fromEntries(cleared), ...(was as object) };
}
