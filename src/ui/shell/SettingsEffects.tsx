import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useSettings } from '../host/useSettings.ts';
import { showLanguage } from '../i18n/index.ts';
import { rememberLanguage } from '../i18n/startLanguage.ts';

/** Makes the screen follow the settings, whoever changed them. */
export function SettingsEffects() {
  const { settings } = useSettings();
  const { setColorScheme } = useMantineColorScheme();
  const language = settings?.language;
  const theme = settings?.theme;

  useEffect(() => {
    if (!language) return;
    rememberLanguage(language);
    void showLanguage(language);
  }, [language]);

  useEffect(() => {
    if (theme) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);

  return null;
}
