import type { RegistryRecord } from '../records/recordTypes.ts';

/** What stays the same when a memorandum is renewed; its dates and state are the new one's own. */
const carried = [
  'title',
  'type',
  'parties',
  'countries',
  'cities',
  'subject',
  'thirdCountryScope',
  'sectors',
  'visibility',
] as const;

/**
 * The next memorandum of a line, to be completed by a person. It begins on the day after the last one ends, where that
 * is known to the day; nothing is guessed otherwise.
 */
export function renewalDraft(mou: RegistryRecord): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = { renewalOf: mou.id, confidence: 'own' };
  for (const field of carried) if (mou[field] !== undefined) values[field] = mou[field];
  const end = mou.validUntil;
  if (typeof end === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(end)) values.validFrom = dayAfter(end);
  return values;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
