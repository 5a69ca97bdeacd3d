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
    <Menu position="bottom-end">
      <Tooltip label={t('theme.label')}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('theme.label')}>
            <CurrentIcon size={20} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {themes.map((name) => {
          const Icon = themeIcons[name];
          return (
            <Menu.Item
              key={name}
              role="menuitemradio"
              aria-checked={name === current}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden="true" />}
              rightSection={name === current ? <IconCheck size={16} aria-hidden="true" /> : null}
              onClick={() => change({ theme: name })}
            >
              {t(`theme.${name}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
