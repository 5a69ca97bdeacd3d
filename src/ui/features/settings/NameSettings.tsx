import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/schemas.ts';
import { CommittedInput } from './CommittedInput.tsx';
import { Setting, SettingsSection } from './Setting.tsx';

interface NameSettingsProps {
  readonly settings: Settings;
  readonly change: (values: Partial<Settings>) => void;
}

export function NameSettings({ settings, change }: NameSettingsProps) {
  const { t } = useTranslation('settings');
  return (
    <SettingsSection title={t('name.title')} icon={<IconUser size={20} stroke={1.6} aria-hidden="true" />}>
      <Setting label={t('name.label')} help={t('name.help')}>
        <CommittedInput
          label={t('name.label')}
          value={settings.actorName}
          placeholder={t('name.placeholder')}
          maxLength={200}
          onCommit={(actorName) => change({ actorName })}
        />
      </Setting>
    </SettingsSection>
  );
}
