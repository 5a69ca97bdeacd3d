import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../mission.module.css';
import { captureKinds } from './captureValues.ts';

/** What this mission has brought so far. */
export function CapturedList({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('mission');
  const format = useFormat();
  const all = captureKinds.flatMap((kind) =>
    (detail.links[kind] ?? []).filter(({ field, direction }) => field === 'mission' && direction === 'in'),
  );
  return (
    <section aria-label={t('capture.captured')}>
      <h2 className={classes.cardTitle}>
        {t('capture.captured')} <span className={classes.quiet}>{format.number(all.length)}</span>
      </h2>
      {all.length === 0 ? <p className={classes.quiet}>{t('capture.nothingYet')}</p> : null}
      <ul className={classes.lines}>
        {all.map((record) => (
          <li key={record.id} className={classes.line}>
            <RecordLink id={record.id} kind={record.kind} label={record.label} icon />
            <span className={classes.quiet}>
              {t(`capture.kind.${record.kind as (typeof captureKinds)[number]}`)}
              {record.date ? ` · ${format.shortDate(record.date)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
