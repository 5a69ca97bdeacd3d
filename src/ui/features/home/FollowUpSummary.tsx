import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dueTimes } from '#core/followUps/workList.ts';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import classes from './home.module.css';
import type { Overview } from './overview.ts';

/** How many follow-ups are late and how many come when; leads to the list where they are worked off. */
export function FollowUpSummary({ counts }: { readonly counts: Overview['followUpsByTime'] }) {
  const { t } = useTranslation(['home', 'followUps']);
  const format = useFormat();
  return (
    <Link to="/list/$kind" params={{ kind: 'followUp' }} className={classes.times}>
      {dueTimes
        .filter((time) => counts[time] > 0)
        .map((time) => (
          <span key={time} data-time={time}>
            {t(`followUps:time.${time}`)} <strong>{format.number(counts[time])}</strong>
          </span>
        ))}
      <span className={classes.timesMore}>{t('home:attention.workList')}</span>
    </Link>
  );
}

/** Studies after which nothing is recorded: the list says since when. */
export function QuietStudies({ today }: { readonly today: string }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { data } = useQuery(orpc.pipeline.afterlife.queryOptions({ input: { today } }));
  const count = data?.studies.filter(({ line }) => line.state === 'none').length ?? 0;
  if (count === 0) return null;
  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        <Link to="/list/$kind" params={{ kind: 'study' }} search={{ view: 'afterlife' }}>
          {t('attention.quietStudies', { count, formatted: format.number(count) })}
        </Link>
        <span className={classes.context}>{t('attention.quietStudiesHelp')}</span>
      </div>
    </li>
  );
}
