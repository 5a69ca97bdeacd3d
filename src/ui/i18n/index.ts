import { initReactI18next } from 'react-i18next';
import { leastShare, shareTranslated } from './completeness.ts';
import { languagesWithFiles, readLanguage } from './localeFiles.ts';
import { namespaces } from './namespaces.ts';
import { translations } from './translations.ts';

export { translations } from './translations.ts';
export { useLanguage } from './useLanguage.ts';

/** The languages the texts are written in; every other one falls back to them. */
export const writtenLanguages = ['ja', 'en'] as const;

/** What a reader falls back to: the other written language, English first for everybody else. */
function fallbacksOf(language: string): readonly string[] {
  return language === 'ja' ? ['en'] : language === 'en' ? ['ja'] : ['en', 'ja'];
}

/** Reads the language with its fallbacks and makes texts available; resolves before the first paint. */
export async function startTranslations(language: string): Promise<void> {
  await translations.use(initReactI18next).init({
    lng: language,
    fallbackLng: (code: string) => [...fallbacksOf(code)],
    ns: [...namespaces],
    defaultNS: 'common',
    resources: {},
    interpolation: { escapeValue: false },
    returnEmptyString: false,
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
  await loadLanguage(language);
  await showLanguage(language);
}

/** Changes the language of the screen. */
export async function showLanguage(language: string): Promise<void> {
  await loadLanguage(language);
  await translations.changeLanguage(language);
  document.documentElement.lang = language;
}

const loaded = new Map<string, Promise<void>>();

async function loadLanguage(language: string): Promise<void> {
  await Promise.all([language, ...fallbacksOf(language)].map(readOnce));
}

function readOnce(language: string): Promise<void> {
  const reading = loaded.get(language) ?? addMessages(language);
  loaded.set(language, reading);
  return reading;
}

async function addMessages(language: string): Promise<void> {
  const messages = await readLanguage(language);
  for (const namespace of namespaces) {
    translations.addResourceBundle(language, namespace, messages[namespace]);
  }
}

export interface OfferedLanguage {
  readonly code: string;
  /** In the language itself. */
  readonly name: string;
}

let offered: Promise<readonly OfferedLanguage[]> | undefined;

/** The languages that are complete enough to read in, named in their own language. */
export function offeredLanguages(): Promise<readonly OfferedLanguage[]> {
  offered ??= measureLanguages();
  return offered;
}

async function measureLanguages(): Promise<readonly OfferedLanguage[]> {
  const reference = await readLanguage('ja');
  const others = languagesWithFiles().filter(
    (code) => !(writtenLanguages as readonly string[]).includes(code),
  );
  const complete: string[] = [...writtenLanguages];
  for (const code of others) {
    if (shareTranslated(reference, await readLanguage(code)) >= leastShare) complete.push(code);
  }
  return complete.map((code) => ({ code, name: ownName(code) }));
}

/** `日本語`, `English`, `Bahasa Indonesia`. */
export function ownName(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language', languageDisplay: 'standard' }).of(code) ?? code;
}
