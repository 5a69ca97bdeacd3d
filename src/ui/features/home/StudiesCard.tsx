import { IconChartBar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from './Card.tsx';
import { type FiscalYearCount, fiscalYearSpan } from './fiscalYearSpan.ts';
import classes from './home.module.css';

const mostYears = 12;

/** A bar for each fiscal year. The bars are links with their numbers in words, so the chart needs no second form. */
export function StudiesCard({ counts }: { readonly counts: readonly FiscalYearCount[] }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const years = fiscalYearSpan(counts, mostYears);
  const most = Math.max(1, ...years.map(({ count }) => count));
  return (
    <Card title={t('studies.title')} icon={<IconChartBar size={20} stroke={1.6} aria-hidden="true" />}>
      {years.length === 0 ? <EmptyState compact title={t('studies.none')} /> : null}
      <ol className={classes.chart}>
        {years.map(({ fiscalYear, count }) => (
          <li key={fiscalYear}>
            <Link
              to="/list/$kind"
              params={{ kind: 'study' }}
              search={{ fiscalYear }}
              className={classes.bar}
              aria-label={t('studies.bar', {
                year: format.fiscalYear(fiscalYear),
                count,
                formatted: format.number(count),
              })}
            >
              <span className={classes.barValue}>{format.number(count)}</span>
              <span className={classes.barTrack}>
                <span style={{ blockSize: `${(count / most) * 100}%` }} />
              </span>
              <span className={classes.barYear}>
                {t('studies.year', { year: String(fiscalYear).slice(2) })}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <p className={classes.note}>{t('studies.note')}</p>
    </Card>
  );
}
