import type { Namespace } from './namespaces.ts';
import { namespaces } from './namespaces.ts';

export type Messages = { readonly [key: string]: string | Messages };

/**
 * Every locale file of the window as a part of its own, so that a language is read only when somebody reads in it.
 * Menus, briefs, imports, the command line and the door have their texts read by the host.
 */
const files = import.meta.glob<Messages>(
  [
    '../../../locales/*/*.json',
    '!**/menu.json',
    '!**/brief.json',
    '!**/cli.json',
    '!**/matching.json',
    '!**/door.json',
  ],
  { import: 'default' },
);

function pathOf(language: string, namespace: Namespace): string {
  return `../../../locales/${language}/${namespace}.json`;
}

/** The languages that have a folder in locales/, complete or not. */
export function languagesWithFiles(): readonly string[] {
  const found = Object.keys(files).map((path) => path.split('/').at(-2) ?? '');
  return [...new Set(found)].filter((code) => code !== '').sort();
}

/** All namespaces of a language; a file that is not there counts as empty. */
export async function readLanguage(language: string): Promise<Record<Namespace, Messages>> {
  const read = namespaces.map(async (namespace) => {
    const file = files[pathOf(language, namespace)];
    return [namespace, file ? await file() : {}] as const;
  });
  return Object.fromEntries(await Promise.all(read)) as Record<Namespace, Messages>;
}
