import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { compareText, sortedById } from './order.ts';
import type { MatchingSettings } from './settings.ts';
import { sha256 } from './sha256.ts';
import type { MatchingData } from './types.ts';

/** What a run depended on: equal fingerprints give equal results, byte for byte. */
export interface RunFingerprint {
  /** Of all records but the terms of the taxonomy. */
  readonly dataHash: string;
  /** Of the terms. */
  readonly taxonomyHash: string;
  readonly settingsHash: string;
  readonly segmenter: string;
  readonly day: string;
}

/** Hash of the settings. */
export function settingsHash(settings: MatchingSettings): string {
  return sha256(canonicalJson(settings));
}

/** Hash of the records; the order of rows and of lists inside rows has no part in it. */
export function dataHash({ concepts: _concepts, ...data }: MatchingData): string {
  return hashOf(data);
}

/** Hash of the terms, likewise. */
export function taxonomyHash({ concepts }: Pick<MatchingData, 'concepts'>): string {
  return hashOf({ concepts });
}

function hashOf(data: Partial<MatchingData>): string {
  const tables = Object.entries(data).map(([name, rows]) => [
    name,
    sortedById(rows as readonly { readonly id: string }[]).map(withoutListOrder),
  ]);
  return sha256(canonicalJson(Object.fromEntries(tables)));
}

function withoutListOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutListOrder).sort((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutListOrder(member)]));
}
