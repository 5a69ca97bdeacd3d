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
    <Menu position="bottom-end" checkIcon={<IconCheck size={16} aria-hidden="true" />}>
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
        <Menu.RadioGroup value={current} onChange={setLanguage}>
          {languages.map((language) => (
            <Menu.RadioItem key={language.code} value={language.code} lang={language.code} closeMenuOnClick>
              {language.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
