import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

export interface RecordLabel {
  readonly kind: KindName;
  readonly label: LanguageMap;
}

/**
 * The registry as one audience sees it. What that audience may not see, and what was removed, does not exist here.
 */
export interface RecordReader {
  get(id: string, audience: Visibility): RegistryRecord | undefined;
  /** Ids of the records that point to this one or are pointed to by it, with their kinds. */
  linked(id: string, audience: Visibility): readonly { readonly id: string; readonly kind: KindName }[];
  /** Names of the records among `ids` that the audience may see. */
  labels(ids: readonly string[], audience: Visibility): Readonly<Record<string, RecordLabel>>;
}
