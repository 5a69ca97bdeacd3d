import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Messages = { readonly [key: string]: string | Messages };

const folder = resolve(import.meta.dirname, '../../locales');

/** Every language that has a folder. */
export const languages: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** Every namespace of a language. */
export function namespacesOf(language: string): readonly string[] {
  return readdirSync(join(folder, language))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

export function readMessages(language: string, namespace: string): Messages {
  return JSON.parse(readFileSync(join(folder, language, `${namespace}.json`), 'utf8')) as Messages;
}

/** Every text with its path, as in `table.rows_other`. */
export function textsOf(messages: Messages, above = ''): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(messages)) {
    const path = above === '' ? name : `${above}.${name}`;
    if (typeof value === 'string') texts.set(path, value);
    else for (const [key, text] of textsOf(value, path)) texts.set(key, text);
  }
  return texts;
}

const pluralForm = /_(zero|one|two|few|many|other)$/;

/** The key without its plural form, and the form. */
export function splitPlural(key: string): { readonly base: string; readonly form: string | undefined } {
  const form = pluralForm.exec(key)?.[1];
  return { base: form === undefined ? key : key.replace(pluralForm, ''), form };
}

/** Names between `{{` and `}}`, in order of the alphabet. */
export function interpolationsOf(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(/\{\{\s*([^}\s,]+)[^}]*\}\}/g)].map((found) => found[1] ?? '')),
  ].sort();
}
