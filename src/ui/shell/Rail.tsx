import { Tooltip } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import classes from './Frame.module.css';
import { type NavigationEntry, type NavigationGroup, navigation } from './navigation.ts';

/** The ways to every screen, in groups. Collapsed, the words become hints. */
export function Rail({ collapsed }: { readonly collapsed: boolean }) {
  const { t } = useTranslation('shell');
  return (
    <nav className={classes.rail} aria-label={t('navigation')}>
      <div className={classes.places}>
        {navigation
          .filter((group) => group.name !== 'tools')
          .map((group) => (
            <RailGroup key={group.name} group={group} collapsed={collapsed} />
          ))}
      </div>
      {navigation
        .filter((group) => group.name === 'tools')
        .map((group) => (
          <RailGroup key={group.name} group={group} collapsed={collapsed} />
        ))}
    </nav>
  );
}

function RailGroup({ group, collapsed }: { readonly group: NavigationGroup; readonly collapsed: boolean }) {
  const { t } = useTranslation('shell');
  // The first and the last group need no words: their place says what they are.
  const named = group.name !== 'overview' && group.name !== 'tools';
  return (
    <section className={classes.group} data-group={group.name} aria-label={t(`group.${group.name}`)}>
      {named ? <h2 className={classes.groupName}>{t(`group.${group.name}`)}</h2> : null}
      <ul className={classes.entries}>
        {group.entries.map((entry) => (
          <li key={'kind' in entry ? entry.kind : entry.place}>
            <RailLink entry={entry} collapsed={collapsed} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RailLink({ entry, collapsed }: { readonly entry: NavigationEntry; readonly collapsed: boolean }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const name = 'kind' in entry ? format.kindName(entry.kind, true) : t(`place.${entry.place}`);
  const Icon = entry.icon;
  const current = 'kind' in entry ? path === `/list/${entry.kind}` : path === entry.to;
  const properties = {
    className: classes.entry,
    'data-current': current || undefined,
    'aria-current': current ? ('page' as const) : undefined,
    'aria-label': collapsed ? name : undefined,
  };
  const content = (
    <>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <span className={classes.entryName}>{name}</span>
    </>
  );
  return (
    <Tooltip label={name} position="right" disabled={!collapsed} openDelay={100}>
      {'kind' in entry ? (
        <Link to="/list/$kind" params={{ kind: entry.kind }} {...properties}>
          {content}
        </Link>
      ) : (
        <Link to={entry.to} {...properties}>
          {content}
        </Link>
      )}
    </Tooltip>
  );
}
