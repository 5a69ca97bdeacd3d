import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { TableFrame } from '../shared/TableFrame.tsx';
import { RowNames } from './RowNames.tsx';
import classes from './runs.module.css';

const points: Intl.NumberFormatOptions = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** The first rows as they were noted, where the question cannot be asked again. */
export function NotedRows({ run }: { readonly run: MatchRun }) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  return (
    <TableFrame label={t('noted')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.row')}</th>
            <th scope="col">{t('noted')}</th>
          </tr>
        </thead>
        <tbody>
          {run.result.map(({ ids, score }, index) => (
            <tr key={ids.join(' ')}>
              <th scope="row">
                <RowNames ids={ids} />
              </th>
              <td className={classes.place}>
                {t('place', { rank: format.number(index + 1), points: format.number(score * 100, points) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
