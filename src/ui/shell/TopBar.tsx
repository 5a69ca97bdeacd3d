import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MissionSwitch } from '../features/mission/MissionSwitch.tsx';
import { palette } from '../features/palette/paletteStore.ts';
import { SyncBadge } from '../features/sync/state/SyncBadge.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import classes from './Frame.module.css';
import { LanguageMenu } from './LanguageMenu.tsx';
import { commandKey } from './platform.ts';
import { ThemeMenu } from './ThemeMenu.tsx';

interface TopBarProps {
  readonly collapsed: boolean;
  readonly onToggle: () => void;
}

/** Where I am, search, and how I want to see it. */
export function TopBar({ collapsed, onToggle }: TopBarProps) {
  const { t } = useTranslation('shell');
  const toggle = collapsed ? t('rail.expand') : t('rail.collapse');
  return (
    <header className={classes.bar}>
      <Tooltip label={toggle}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={toggle}
          aria-expanded={!collapsed}
          onClick={onToggle}
        >
          {collapsed ? (
            <IconLayoutSidebarLeftExpand size={20} stroke={1.6} aria-hidden="true" />
          ) : (
            <IconLayoutSidebarLeftCollapse size={20} stroke={1.6} aria-hidden="true" />
          )}
        </ActionIcon>
      </Tooltip>
      <Breadcrumb />
      <search className={classes.search}>
        <UnstyledButton
          className={classes.searchField}
          onClick={() => palette.open()}
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={18} stroke={1.8} aria-hidden="true" />
          <span className={classes.searchWords}>{t('search')}</span>
          <Kbd className={classes.searchKey} aria-hidden="true">
            {t('searchKey', { key: commandKey() })}
          </Kbd>
        </UnstyledButton>
      </search>
      <SyncBadge />
      <MissionSwitch />
      <LanguageMenu />
      <ThemeMenu />
    </header>
  );
}
