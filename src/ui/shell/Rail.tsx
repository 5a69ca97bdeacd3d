import { Tooltip } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrail } from '../components/pageTrail.ts';
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
    <div className={classes.group} data-group={group.name}>
      {named ? <h2 className={classes.groupName}>{t(`group.${group.name}`)}</h2> : null}
      <ul className={classes.entries} aria-label={t(`group.${group.name}`)}>
        {group.entries.map((entry) => (
          <li
            key={'kind' in entry ? entry.kind : entry.place}
            data-where-room={('place' in entry && entry.whereRoom) || undefined}
          >
            <RailLink entry={entry} collapsed={collapsed} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RailLink({ entry, collapsed }: { readonly entry: NavigationEntry; readonly collapsed: boolean }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const name = 'kind' in entry ? format.kindName(entry.kind, true) : t(`place.${entry.place}`);
  const Icon = entry.icon;
  const trail = useTrail();
  const address = 'kind' in entry ? `/list/${entry.kind}` : entry.to;
  const current = path === address;
  // A record's page belongs to the list that its breadcrumb begins with.
  const within = !current && trail.some((crumb) => crumb.to === address);
  const properties = {
    className: classes.entry,
    'data-current': current || undefined,
    'data-within': within || undefined,
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
