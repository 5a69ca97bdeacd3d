import type { Messages } from './localeFiles.ts';

/** A language below this share of translated keys is not offered. */
export const leastShare = 0.85;

const pluralForm = /_(zero|one|two|few|many|other)$/;

/** Keys with their path, as in `table.rows`; the plural forms of one message count as one key. */
export function keysOf(messages: Messages, above = ''): Set<string> {
  const keys = new Set<string>();
  for (const [name, value] of Object.entries(messages)) {
    const path = above === '' ? name : `${above}.${name}`;
    if (typeof value === 'string') {
      if (value.trim() !== '') keys.add(path.replace(pluralForm, ''));
    } else {
      for (const key of keysOf(value, path)) keys.add(key);
    }
  }
  return keys;
}

/** The share of the reference's keys that a language has, from 0 to 1. */
export function shareTranslated(reference: Messages, translation: Messages): number {
  const wanted = keysOf(reference);
  if (wanted.size === 0) return 1;
  const have = keysOf(translation);
  let count = 0;
  for (const key of wanted) if (have.has(key)) count += 1;
  return count / wanted.size;
}
