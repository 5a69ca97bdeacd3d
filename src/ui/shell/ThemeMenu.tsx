import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../host/useSettings.ts';

export const themeIcons = { light: IconSun, dark: IconMoon, system: IconDeviceDesktop } as const;
export const themes = ['light', 'dark', 'system'] as const;

export function ThemeMenu() {
  const { t } = useTranslation('shell');
  const { settings, change } = useSettings();
  const current = settings?.theme ?? 'system';
  const CurrentIcon = themeIcons[current];
  return (
    <Menu position="bottom-end" checkIcon={<IconCheck size={16} aria-hidden="true" />}>
      <Tooltip label={t('theme.label')}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('theme.label')}>
            <CurrentIcon size={20} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.RadioGroup value={current} onChange={(theme) => change({ theme: theme as typeof current })}>
          {themes.map((name) => {
            const Icon = themeIcons[name];
            return (
              <Menu.RadioItem
                key={name}
                value={name}
                closeMenuOnClick
                rightSection={<Icon size={18} stroke={1.6} aria-hidden="true" />}
              >
                {t(`theme.${name}`)}
              </Menu.RadioItem>
            );
          })}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
