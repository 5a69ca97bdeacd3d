import type { Visibility } from '../kinds/choices.ts';
import { isNarrower } from '../records/audience.ts';
import type { SyncClass } from './syncClass.ts';

/** What is known of an operation when it is decided how a tenant may have it. */
export interface OperationFacts {
  readonly action: 'set' | 'add' | 'remove';
  /** Whether this device holds the value. */
  readonly hasValue: boolean;
  readonly isHead: boolean;
  /** The class that the record had when the operation was written. */
  readonly writtenAs: Visibility;
  /** The value names a record that fewer people may see than the tenant's readers. */
  readonly namesHidden: boolean;
  /** Whether it replaces any operation: whoever has that one, by whatever way, must learn that it is replaced. */
  readonly replaces: boolean;
}

/**
 * How an operation of a record of the tenant's class may stand in that tenant: with its value, as a stub
 * that only says what it replaces, or not at all. A value that was replaced before the record was
 * widened stays out: its author never showed it to these readers.
 */
export function operationForm(facts: OperationFacts, tenant: SyncClass): 'value' | 'stub' | 'none' {
  const shown = facts.isHead || !isNarrower(facts.writtenAs, tenant);
  if (facts.action === 'remove') return facts.replaces ? (facts.hasValue ? 'value' : 'stub') : 'none';
  if (facts.hasValue && shown && !facts.namesHidden) return 'value';
  return facts.replaces ? 'stub' : 'none';
}
