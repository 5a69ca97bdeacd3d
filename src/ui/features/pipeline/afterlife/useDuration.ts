import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import { durationOf } from './duration.ts';

/** `4年7か月`, `4 years 7 months`, `12 days`. */
export function useDuration(): (days: number) => string {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  return (total) => {
    const { years, months, days } = durationOf(total);
    const part = (name: 'years' | 'months' | 'days', count: number) =>
      t(`afterlife.${name}`, { count, formatted: format.number(count) });
    if (years > 0 && months > 0)
      return t('afterlife.yearsMonths', { years: part('years', years), months: part('months', months) });
    if (years > 0) return part('years', years);
    return months > 0 ? part('months', months) : part('days', days);
  };
}
