import { IconDatabase } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { host } from '../../host/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { DataTask } from './DataTask.tsx';
import { PassphraseSetting } from './PassphraseSetting.tsx';
import { Setting, SettingsSection } from './Setting.tsx';
import classes from './settings.module.css';
import type { SystemInformation } from './systemInformation.ts';

/** Where the registry is, how it is protected, and what keeps it sound. */
export function DataSettings({ information }: { readonly information: SystemInformation }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const records = Object.values(information.counts).reduce((sum, count) => sum + count, 0);
  return (
    <SettingsSection
      title={t('data.title')}
      icon={<IconDatabase size={20} stroke={1.6} aria-hidden="true" />}
    >
      <Setting label={t('data.place')} help={t('data.placeHelp')}>
        <code className={classes.path}>{information.dataDirectory}</code>
        <span className={classes.help}>
          {t('data.size', {
            count: records,
            formatted: format.number(records),
            size: format.bytes(information.databaseBytes),
          })}
        </span>
      </Setting>
      <Setting label={t('data.encryption')} help={t('data.encryptionHelp')}>
        <span>{t(`data.key.${information.keyVault}`)}</span>
      </Setting>
      <PassphraseSetting isProtected={information.keyVault === 'passphrase'} />
      <DataTask
        label={t('data.backup')}
        help={t('data.backupHelp')}
        button={t('data.backupNow')}
        work={() => host.system.backup()}
        outcome={({ file, bytes }) => ({
          good: true,
          words: (
            <>
              {t('data.backupDone', { size: format.bytes(bytes) })}
              <code className={classes.path}>{file}</code>
            </>
          ),
        })}
      />
      <DataTask
        label={t('data.check')}
        help={t('data.checkHelp')}
        button={t('data.checkNow')}
        work={() => host.system.check()}
        outcome={({ ok, problems }) => ({
          good: ok,
          words: ok ? (
            t('data.checkGood')
          ) : (
            <>
              {t('data.checkBad', { count: problems.length })}
              <ul className={classes.list}>
                {problems.map((problem) => (
                  <li key={`${problem.code} ${problem.detail}`}>
                    <code>{problem.code}</code> {problem.detail}
                  </li>
                ))}
              </ul>
            </>
          ),
        })}
      />
      <DataTask
        label={t('data.rebuild')}
        help={t('data.rebuildHelp')}
        button={t('data.rebuildNow')}
        work={() => host.system.rebuildSearch()}
        outcome={({ records: count }) => ({
          good: true,
          words: t('data.rebuildDone', { count, formatted: format.number(count) }),
        })}
      />
    </SettingsSection>
  );
}
