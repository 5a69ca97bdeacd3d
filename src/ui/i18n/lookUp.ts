import type { i18n } from 'i18next';

type LooseTranslate = (key: string, options?: Readonly<Record<string, unknown>>) => string;

/** The text of the first of these keys that has one; for keys that are made from data, such as field names. */
export function lookUp(
  texts: i18n,
  keys: readonly string[],
  options?: Readonly<Record<string, unknown>>,
): string | undefined {
  const found = keys.find((key) => texts.exists(key));
  return found === undefined ? undefined : (texts.t as unknown as LooseTranslate)(found, options);
}
