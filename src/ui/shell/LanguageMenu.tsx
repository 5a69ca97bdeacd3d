import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ownName, useLanguage } from '../i18n/index.ts';
import { useOfferedLanguages } from '../i18n/useOfferedLanguages.ts';
import classes from './Frame.module.css';

export function LanguageMenu() {
  const { t } = useTranslation('shell');
  const [current, setLanguage] = useLanguage();
  const languages = useOfferedLanguages();
  return (
    <Menu position="bottom-end">
      <Tooltip label={t('language')}>
        <Menu.Target>
          <UnstyledButton className={classes.barButton}>
            <IconLanguage size={20} stroke={1.6} aria-hidden="true" />
            <span className="musubi-hidden">{t('language')}</span>
            <span className={classes.barButtonWords}>{ownName(current)}</span>
          </UnstyledButton>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language.code}
            role="menuitemradio"
            aria-checked={language.code === current}
            lang={language.code}
            onClick={() => setLanguage(language.code)}
            rightSection={language.code === current ? <IconCheck size={16} aria-hidden="true" /> : null}
          >
            {language.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
