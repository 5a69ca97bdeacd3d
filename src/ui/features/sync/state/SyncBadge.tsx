import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSyncState } from '../../../host/syncState.ts';
import { useFormat } from '../../../i18n/format.ts';
import { StateMark, shownState } from './StateMark.tsx';
import classes from './state.module.css';
import { useStateWords } from './useStateWords.ts';

/** How sync stands, in the title bar: a sign and words, leading to the page of sync. */
export function SyncBadge() {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const state = useSyncState();
  const words = useStateWords(state);
  if (!state || !words) return null;
  const shown = shownState(state);
  const number = shown === 'toSettle' ? state.conflicts : state.toSend;
  const short = t(`badge.${shown}`, { count: number, formatted: format.number(number) });
  return (
    <Tooltip label={words.title} multiline maw={360}>
      <Link
        to="/sync"
        className={classes.badge}
        data-state={shown}
        aria-label={t('badge.label', { state: words.title, short })}
      >
        <StateMark state={shown} size={18} />
        <span className={classes.badgeWords}>{short}</span>
      </Link>
    </Tooltip>
  );
}
