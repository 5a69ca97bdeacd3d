import { IconFilter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { KindIcon } from '../../components/KindIcon.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from './Card.tsx';
import classes from './home.module.css';
import type { Overview } from './overview.ts';

/** How many wishes have come how far, and how many cities they reach. Each step leads to its list. */
export function FunnelCard({ funnel }: { readonly funnel: Overview['funnel'] }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const most = Math.max(1, ...funnel.map((step) => step.count));
  return (
    <Card title={t('funnel.title')} icon={<IconFilter size={20} stroke={1.6} aria-hidden="true" />}>
      <ol className={classes.funnel}>
        {funnel.map(({ step, count, cities }) => (
          <li key={step}>
            <Link to="/list/$kind" params={{ kind: step }} className={classes.step}>
              <span className={classes.stepName}>
                <KindIcon kind={step} size={16} />
                {format.kindName(step, true)}
              </span>
              <span className={classes.stepCount}>
                {t('funnel.count', { count, formatted: format.number(count) })}
              </span>
              <span className={classes.stepTrack} aria-hidden="true">
                <span style={{ inlineSize: `${(count / most) * 100}%` }} />
              </span>
              <span className={classes.stepCities}>
                {count === 0
                  ? t('funnel.none')
                  : t('funnel.cities', { count: cities, formatted: format.number(cities) })}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
