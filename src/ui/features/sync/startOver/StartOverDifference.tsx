import { useTranslation } from 'react-i18next';
import type { StartOverPlanView } from '#contract/syncSchemas.ts';
import { baseField } from '#core/ledger/fieldState.ts';
import { deletedField } from '#core/ledger/operation.ts';
import { Chip } from '../../../components/Chip.tsx';
import { RecordLink } from '../../../components/RecordLink.tsx';
import { useFormat } from '../../../i18n/format.ts';
import shared from '../sync.module.css';
import classes from './startOver.module.css';

const tones = { here: 'warning', there: 'plain', differs: 'warning' } as const;

/** The backup that was made, and how this device and the endpoint differ: in numbers, then record by record. */
export function StartOverDifference({ plan }: { readonly plan: StartOverPlanView }) {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { difference } = plan;
  const numbers = [
    ['here', difference.here],
    ['there', difference.there],
    ['differing', difference.differing],
    ['unsentChanges', difference.unsent],
    ['private', difference.private],
  ] as const;
  return (
    <div role="status">
      <p className={shared.stateLine}>{t('startOver.backup', { file: plan.backup.file })}</p>
      {plan.refused.map((tenant) => (
        <p key={tenant} className={shared.stateLine}>
          {t('startOver.refused', { tenant: t(`tenant.${tenant}`) })}
        </p>
      ))}
      <dl className={classes.numbers}>
        {numbers.map(([name, number]) => (
          <div key={name}>
            <dt>{t(`startOver.${name}`)}</dt>
            <dd>{format.number(number)}</dd>
          </div>
        ))}
      </dl>
      {difference.records.length === 0 ? (
        <p className={shared.stateLine}>{t('startOver.same')}</p>
      ) : (
        <>
          <h3 className={classes.listName}>{t('startOver.table')}</h3>
          <ul className={classes.records}>
            {difference.records.map(({ id, kind, label, where, fields, isUnsent }) => (
              <li key={id}>
                <Chip tone={tones[where]}>{t(`startOver.where.${where}`)}</Chip>
                {where === 'there' ? (
                  <span>{format.plain(label) || format.kindName(kind)}</span>
                ) : (
                  <RecordLink id={id} kind={kind} label={label} icon />
                )}
                {fields.length > 0 ? (
                  <span className={shared.quiet}>
                    {format.list([
                      ...new Set(
                        fields.map((field) =>
                          field === deletedField
                            ? t('startOver.removed')
                            : format.fieldName(kind, baseField(field)),
                        ),
                      ),
                    ])}
                  </span>
                ) : null}
                {isUnsent ? <Chip tone="warning">{t('startOver.unsent')}</Chip> : null}
              </li>
            ))}
          </ul>
          {difference.more > 0 ? (
            <p className={shared.quiet}>
              {t('startOver.more', { count: difference.more, formatted: format.number(difference.more) })}
            </p>
          ) : null}
        </>
      )}
    </div>
  );
}
