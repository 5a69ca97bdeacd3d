import { useTranslation } from 'react-i18next';
import type { ComparedRun } from '#contract/matchingRunSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { countMovements, type Movement, repeatsRow } from '../model/movement.ts';
import classes from './runs.module.css';

const order: readonly Movement[] = ['came', 'went', 'up', 'down', 'rescored', 'same'];

/** How many rows came, went and moved, in one line; and whether the run still repeats. */
export function MovementSummary({ compared }: { readonly compared: ComparedRun }) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  const { rows, other } = compared;
  const counts = countMovements(rows);
  const moved = rows.length - counts.same;
  const repeats = !other && rows.every(repeatsRow);
  return (
    <p className={classes.summary} role="status">
      {moved === 0 ? (
        <strong>{t(other ? 'sameRuns' : 'same')}</strong>
      ) : (
        <>
          {order.map((movement) =>
            counts[movement] === 0 ? null : (
              <strong key={movement} data-movement={movement}>
                {t(`moved.${movement}`, {
                  count: counts[movement],
                  formatted: format.number(counts[movement]),
                })}
              </strong>
            ),
          )}
          {repeats ? <span>{t('repeats')}</span> : null}
        </>
      )}
    </p>
  );
}
