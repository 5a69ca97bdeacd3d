import type { Confidence } from '#core/kinds/choices.ts';
import type { RegistryRecord, Source } from '#core/records/recordTypes.ts';

export interface FactOrigin {
  readonly confidence: Confidence | undefined;
  readonly sources: readonly Source[];
  readonly note: string | undefined;
}

/** Facts of a city that share a confidence of their own. */
const profileFields: ReadonlySet<string> = new Set(['climate', 'hazards', 'urbanForm']);

/** What a fact rests on: its own sources and confidence where it has some, otherwise the record's. */
export function originOf(record: RegistryRecord, field: string): FactOrigin {
  const value = record[field];
  const own = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Own) : {};
  const profile = profileFields.has(field) ? (record.profileConfidence as Confidence | undefined) : undefined;
  return {
    confidence: own.confidence ?? profile ?? record.confidence,
    sources: own.sources && own.sources.length > 0 ? own.sources : record.sources,
    note: own.note ?? undefined,
  };
}

interface Own {
  readonly confidence?: Confidence;
  readonly sources?: readonly Source[];
  readonly note?: string;
}
