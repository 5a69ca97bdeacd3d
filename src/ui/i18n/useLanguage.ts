import { useTranslation } from 'react-i18next';
import { useSettings } from '../host/useSettings.ts';

/** The language of the screen, and how to change it for good (it is kept with the settings). */
export function useLanguage(): readonly [code: string, set: (code: string) => void] {
  const { i18n } = useTranslation();
  const { change } = useSettings();
  return [i18n.resolvedLanguage ?? i18n.language, (language) => change({ language })];
}
