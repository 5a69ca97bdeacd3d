import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { NameLink } from '../shared/names.tsx';
import { TableFrame } from '../shared/TableFrame.tsx';
import classes from './taxonomy.module.css';

interface Place {
  readonly rank: number;
  readonly score: number;
}

export interface Move {
  readonly organisationId: string;
  readonly before?: Place | undefined;
  readonly after?: Place | undefined;
}

const shown = 20;
const points: Intl.NumberFormatOptions = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const signed: Intl.NumberFormatOptions = { ...points, signDisplay: 'exceptZero' };

/** Rows with their places before and after, and what their score gains or loses. */
export function MoveTable({ label, moves }: { readonly label: string; readonly moves: readonly Move[] }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  if (moves.length === 0) return null;
  const rank = (place: Place | undefined) => (place ? format.number(place.rank) : t('taxonomy.absent'));
  const score = (place: Place | undefined) => (place ? format.number(place.score * 100, points) : '–');
  return (
    <TableFrame label={label}>
      <table className={shared.table}>
        <thead>
          <tr>
            <th scope="col">{t('taxonomy.organisation')}</th>
            <th scope="col">{t('taxonomy.rank')}</th>
            <th scope="col">{t('taxonomy.points')}</th>
            <th scope="col">{t('taxonomy.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {moves.slice(0, shown).map(({ organisationId, before, after }) => (
            <tr key={organisationId}>
              <th scope="row">
                <NameLink id={organisationId} kind="organisation" />
              </th>
              <td className={classes.figure}>
                {before?.rank === after?.rank
                  ? rank(after)
                  : t('taxonomy.rankChange', { before: rank(before), after: rank(after) })}
              </td>
              <td className={classes.figure}>
                {t('taxonomy.rankChange', { before: score(before), after: score(after) })}
              </td>
              <td className={classes.figure}>
                {before && after ? format.number((after.score - before.score) * 100, signed) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
