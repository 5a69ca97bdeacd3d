import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { diagnosticsText } from './diagnostics.ts';
import { Setting, SettingsSection } from './Setting.tsx';
import classes from './settings.module.css';
import type { SystemInformation } from './systemInformation.ts';

export function AboutSettings({ information }: { readonly information: SystemInformation }) {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const report = diagnosticsText(information, navigator.userAgent, format.language);
  return (
    <SettingsSection
      title={t('settings:about.title')}
      icon={<IconInfoCircle size={20} stroke={1.6} aria-hidden="true" />}
    >
      <p className={classes.paragraph}>
        {t('settings:about.version', { name: t('common:appName'), version: information.version })}
      </p>
      <Setting label={t('settings:about.diagnostics')} help={t('settings:about.diagnosticsHelp')}>
        <CopyButton value={report}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={
                copied ? (
                  <IconCheck size={16} aria-hidden="true" />
                ) : (
                  <IconCopy size={16} aria-hidden="true" />
                )
              }
            >
              <span aria-live="polite">{copied ? t('common:action.copied') : t('common:action.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </Setting>
      <pre className={classes.report} lang="en">
        {report}
      </pre>
    </SettingsSection>
  );
}
