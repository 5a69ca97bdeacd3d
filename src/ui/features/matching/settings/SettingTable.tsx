import { useTranslation } from 'react-i18next';
import type { SettingDifference } from '#contract/matchingEffectSchemas.ts';
import { TableFrame } from '../shared/TableFrame.tsx';
import classes from './settings.module.css';
import { useSettingWords } from './useSettingWords.ts';

interface SettingTableProps {
  readonly label: string;
  /** Heads of the two columns of values. */
  readonly before: string;
  readonly now: string;
  readonly differences: readonly SettingDifference[];
}

/** Settings with two values each. */
export function SettingTable({ label, before, now, differences }: SettingTableProps) {
  const { t } = useTranslation('matchRuns');
  const words = useSettingWords();
  return (
    <TableFrame label={label}>
      <table className={classes.table}>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('setting')}</th>
            <th scope="col">{before}</th>
            <th scope="col">{now}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.path}>
              <th scope="row">{words.fullName(difference.path)}</th>
              <td>{words.value(difference.before)}</td>
              <td>{words.value(difference.now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
