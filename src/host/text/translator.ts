import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';

/** Text for a key such as `errors:NOT_FOUND`; `defaultValue` among the parameters stands in for a missing one. */
export type Translate = (key: string, parameters?: Readonly<Record<string, unknown>>) => string;

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

  /** The translate function of a language. */
  in(language: string): Translate {
    for (const wanted of [language, ...fallbacks]) this.#load(wanted);
    // The window's keys are typed; here they are put together from kinds and fields at run time.
    const translate = this.#instance.getFixedT(language) as unknown as Translate;
    return (key, parameters) => translate(key, parameters);
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
