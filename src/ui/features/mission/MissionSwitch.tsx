import { Menu, UnstyledButton } from '@mantine/core';
import { IconPencilPlus, IconPlaneDeparture, IconPlaneOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './mission.module.css';
import { useMissions, useRunningMission } from './useMissions.ts';

const mostOffered = 8;

/** Which mission is running, in the top bar: a way to its screen, and to another one. */
export function MissionSwitch() {
  const { t } = useTranslation('mission');
  const format = useFormat();
  const navigate = useNavigate();
  const running = useRunningMission();
  const missions = useMissions();
  const items = missions.data?.items ?? [];
  const current = items.find(({ id }) => id === running.id);
  const name = current ? format.plain(current.title as LanguageMap) : undefined;
  const open = (id: string) => void navigate({ to: '/mission/$id', params: { id } });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.switch}
          data-running={name === undefined ? undefined : true}
          aria-label={name === undefined ? t('switch.none') : t('switch.running', { name })}
        >
          <IconPlaneDeparture size={18} stroke={1.7} aria-hidden="true" />
          <span className={classes.switchName}>{name ?? t('switch.short')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {current ? (
          <Menu.Item
            leftSection={<IconPencilPlus size={18} aria-hidden="true" />}
            onClick={() =>
              void navigate({
                to: '/mission/$id',
                params: { id: current.id },
                search: { tab: 'capture' } as never,
              })
            }
          >
            {t('switch.capture')}
          </Menu.Item>
        ) : null}
        {items.length > 0 ? <Menu.Label>{t('switch.choose')}</Menu.Label> : null}
        {items.slice(0, mostOffered).map(({ id, title }) => (
          <Menu.Item
            key={id}
            aria-current={id === running.id || undefined}
            data-current={id === running.id || undefined}
            className={classes.switchItem}
            onClick={() => {
              running.run(id);
              open(id);
            }}
          >
            {format.plain(title as LanguageMap)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {current ? (
          <Menu.Item
            leftSection={<IconPlaneOff size={18} aria-hidden="true" />}
            onClick={() => running.run('')}
          >
            {t('switch.end')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<IconPlaneDeparture size={18} aria-hidden="true" />}
          onClick={() => void navigate({ to: '/mission' })}
        >
          {t('switch.all')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
