import { registry } from './0001_registry.ts';
import { shortWords } from './0002_short_words.ts';

/**
 * In order, never edited after a release: a new version of the schema is a new entry. The file's
 * `user_version` is the number of entries that it has seen.
 */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001_registry', sql: registry },
  { name: '0002_short_words', sql: shortWords },
];
