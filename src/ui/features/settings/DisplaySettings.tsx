import { SegmentedControl, Select } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/schemas.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useOfferedLanguages } from '../../i18n/useOfferedLanguages.ts';
import { themeIcons, themes } from '../../shell/ThemeMenu.tsx';
import { Setting, SettingsSection } from './Setting.tsx';
import classes from './settings.module.css';

interface DisplaySettingsProps {
  readonly settings: Settings;
  readonly change: (values: Partial<Settings>) => void;
}

export function DisplaySettings({ settings, change }: DisplaySettingsProps) {
  const { t } = useTranslation(['settings', 'shell']);
  const [language, setLanguage] = useLanguage();
  const languages = useOfferedLanguages();
  return (
    <SettingsSection
      title={t('settings:display.title')}
      icon={<IconLanguage size={20} stroke={1.6} aria-hidden="true" />}
    >
      <Setting label={t('settings:display.language')} help={t('settings:display.languageHelp')}>
        <Select
          aria-label={t('settings:display.language')}
          allowDeselect={false}
          value={language}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code) => code && setLanguage(code)}
        />
      </Setting>
      <Setting label={t('settings:display.theme')} help={t('settings:display.themeHelp')}>
        <SegmentedControl
          aria-label={t('settings:display.theme')}
          value={settings.theme}
          onChange={(value) => {
            const theme = themes.find((name) => name === value);
            if (theme) change({ theme });
          }}
          data={themes.map((theme) => {
            const Icon = themeIcons[theme];
            return {
              value: theme,
              label: (
                <span className={classes.choice}>
                  <Icon size={16} stroke={1.6} aria-hidden="true" />
                  {t(`shell:theme.${theme}`)}
                </span>
              ),
            };
          })}
        />
      </Setting>
    </SettingsSection>
  );
}
