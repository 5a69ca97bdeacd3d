import type { KindName } from '../kinds/fieldTypes.ts';
import type { RecordOf } from '../records/recordTypes.ts';

/** A record of one kind as a brief reads it: its fields typed from the kind's declaration, and its id. */
export type BriefRecord<K extends KindName> = RecordOf<K> & { readonly id: string };
