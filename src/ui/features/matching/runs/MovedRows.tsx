import {
  IconArrowDown,
  IconArrowUp,
  IconEqual,
  IconMinus,
  IconPlus,
  IconTilde,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ComparedRun } from '#contract/matchingRunSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { type ComparedRow, type Movement, movementOf, reasonsOf } from '../model/movement.ts';
import { TableFrame } from '../shared/TableFrame.tsx';
import { RowNames } from './RowNames.tsx';
import classes from './runs.module.css';

const icons: Readonly<Record<Movement, TablerIcon>> = {
  came: IconPlus,
  went: IconMinus,
  up: IconArrowUp,
  down: IconArrowDown,
  rescored: IconTilde,
  same: IconEqual,
};
const points: Intl.NumberFormatOptions = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** Rows of an answer with their places then, repeated and now, where they went and what moved them. */
export function MovedRows({ compared }: { readonly compared: ComparedRun }) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  const { rows, other } = compared;
  if (rows.length === 0) return null;
  const place = (found: ComparedRow['now'], absent: 'absent' | 'absentNow') =>
    found
      ? t('place', { rank: format.number(found.rank), points: format.number(found.score * 100, points) })
      : t(absent);
  return (
    <TableFrame label={t('movedTable')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.row')}</th>
            <th scope="col">{t(other ? 'column.earlier' : 'column.then')}</th>
            {other ? null : <th scope="col">{t('column.repeated')}</th>}
            <th scope="col">{t(other ? 'column.later' : 'column.now')}</th>
            <th scope="col">{t('column.because')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const movement = movementOf(row);
            const Icon = icons[movement];
            const reasons = reasonsOf(row, compared);
            return (
              <tr key={row.ids.join(' ')} data-movement={movement}>
                <th scope="row">
                  <RowNames ids={row.ids} />
                </th>
                <td className={classes.place}>{place(row.before, 'absent')}</td>
                {other ? null : <td className={classes.place}>{place(row.repeated, 'absentNow')}</td>}
                <td className={classes.place}>{place(row.now, other ? 'absent' : 'absentNow')}</td>
                <td>
                  <span className={classes.movement}>
                    <Icon size={16} aria-hidden="true" />
                    {t(`movement.${movement}`)}
                  </span>
                  {reasons.length > 0 ? (
                    <span className={classes.under}>
                      {format.list(reasons.map((reason) => t(`cause.${reason}`)))}
                    </span>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}
