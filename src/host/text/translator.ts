import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n, type TFunction } from 'i18next';

/** Languages that speak when a reader's own has no text for something. */
const fallbacks = ['en', 'ja'];

/**
 * Texts outside the window: the command line's messages and the words of a brief. Reads `locales` once per
 * language. Values are not HTML-escaped; who writes HTML escapes there.
 */
export class Translator {
  readonly #directory: string;
  readonly #instance: i18n;

  constructor(localesDirectory: string) {
    this.#directory = localesDirectory;
    this.#instance = i18next.createInstance();
    this.#instance.init({
      initAsync: false,
      resources: {},
      fallbackLng: fallbacks,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }

  /** The translate function of a language, for keys such as `errors:NOT_FOUND`. */
  in(language: string): TFunction {
    for (const wanted of [language, ...fallbacks]) this.#load(wanted);
    return this.#instance.getFixedT(language);
  }

  #load(language: string) {
    if (this.#instance.hasResourceBundle(language, 'errors')) return;
    for (const [namespace, texts] of readNamespaces(this.#directory, language)) {
      this.#instance.addResourceBundle(language, namespace, texts);
    }
  }
}

function readNamespaces(directory: string, language: string): [string, object][] {
  // A language is a folder name here; anything else must not become a path.
  if (!/^[a-z]{2,3}$/.test(language)) return [];
  const folder = join(directory, language);
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch {
    return [];
  }
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8'))]);
}
