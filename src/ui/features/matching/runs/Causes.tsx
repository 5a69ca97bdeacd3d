import { useTranslation } from 'react-i18next';
import type { ComparedRun } from '#contract/matchingRunSchemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { SettingTable } from '../settings/SettingTable.tsx';
import { NameLink } from '../shared/names.tsx';
import classes from './runs.module.css';

/** Why two answers differ: what they depend on and does not agree, the settings one by one, the records changed since. */
export function Causes({ compared }: { readonly compared: ComparedRun }) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  const { causes, settings, changedRecords, labels, other } = compared;
  const named = (changedRecords?.ids ?? []).filter((id) => labels[id]);
  const unnamed = (changedRecords?.total ?? 0) - named.length;
  return (
    <div className={classes.causes}>
      <h3 className={classes.smallTitle}>{t('why')}</h3>
      {causes.length === 0 ? (
        <p className={classes.quiet}>{t('noCause')}</p>
      ) : (
        <p className={classes.chips}>
          {causes.map((cause) => (
            <Chip key={cause}>{t(`cause.${cause}`)}</Chip>
          ))}
        </p>
      )}
      {settings.length > 0 ? (
        <SettingTable
          label={t('settingsBetween')}
          before={t(other ? 'column.earlier' : 'column.then')}
          now={t(other ? 'column.later' : 'column.now')}
          differences={settings}
        />
      ) : null}
      {changedRecords && changedRecords.total > 0 ? (
        <>
          <p className={classes.quiet}>
            {t('changedRecords', {
              count: changedRecords.total,
              formatted: format.number(changedRecords.total),
            })}
          </p>
          <ul className={classes.changed}>
            {named.map((id) => (
              <li key={id}>
                <NameLink id={id} icon />
              </li>
            ))}
            {unnamed > 0 ? (
              <li className={classes.quiet}>
                {t('andMore', { count: unnamed, formatted: format.number(unnamed) })}
              </li>
            ) : null}
          </ul>
        </>
      ) : null}
    </div>
  );
}
