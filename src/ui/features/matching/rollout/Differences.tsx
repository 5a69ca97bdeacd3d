import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RolloutMatchRow } from '#contract/matchingSchemas.ts';
import type { Difference } from '#core/matching/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';
import shared from '../matching.module.css';
import { CoverageMark } from '../ranking/CoverageMark.tsx';
import { useCodeText } from '../shared/codeText.ts';
import { Name, NameLink } from '../shared/names.tsx';
import { TableFrame } from '../shared/TableFrame.tsx';
import { DimensionEvidence } from './DimensionEvidence.tsx';
import { fieldOfDimension } from './fieldOfDimension.ts';
import classes from './rollout.module.css';

interface DifferencesProps {
  readonly row: RolloutMatchRow;
  /** Where it was done. */
  readonly origins: readonly string[];
}

/** The two places side by side, aspect by aspect, with what each difference asks for. */
export function Differences({ row, origins }: DifferencesProps) {
  const { t } = useTranslation('match');
  const adaptText = useCodeText('rollout.adapt');
  const dimensionText = useCodeText('rollout.dimensions');
  return (
    <div className={shared.differences}>
      <TableFrame label={t('rollout.differences')}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th scope="col">{t('rollout.dimension')}</th>
              <th scope="col">{t('rollout.source')}</th>
              <th scope="col">
                <Name id={row.cityId} />
              </th>
              <th scope="col">{t('rollout.similarity')}</th>
              <th scope="col">{t('rollout.adaptation')}</th>
            </tr>
          </thead>
          <tbody>
            {row.differences.map((difference) => (
              <tr key={difference.dimension}>
                <th scope="row">
                  {dimensionText(difference.dimension)}
                  <DimensionEvidence difference={difference} cities={[...origins, row.cityId]} />
                </th>
                <td>
                  <DimensionValue difference={difference} side="source" />
                </td>
                <td>
                  <DimensionValue difference={difference} side="target" />
                </td>
                <td>
                  {difference.similarity === undefined ? (
                    <span className={shared.quiet}>{t('rollout.unknown')}</span>
                  ) : (
                    <CoverageMark value={difference.similarity} />
                  )}
                </td>
                <td>
                  {adaptText(difference.adaptation)}
                  {difference.adaptation === 'findOut' ? (
                    <FillIn city={row.cityId} difference={difference} />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {row.preconditions.length > 0 ? (
        <div>
          <h3 className={shared.smallTitle}>{t('rollout.preconditions')}</h3>
          <ul className={shared.plainList}>
            {row.preconditions.map(({ conceptId, state }) => (
              <li key={conceptId}>
                <NameLink id={conceptId} />{' '}
                <span className={shared.quiet}>{t(state === 'met' ? 'rollout.met' : 'rollout.toCheck')}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** Where the city's own record could say it, leads to that field. */
function FillIn({ city, difference }: { readonly city: string; readonly difference: Difference }) {
  const { t } = useTranslation('match');
  const field = fieldOfDimension(difference.dimension);
  if (field === undefined || difference.target !== undefined) return null;
  return (
    <>
      {' '}
      <Link to="/record/$id/edit" params={{ id: city }} search={{ field } as never}>
        {t('rollout.fill')}
      </Link>
    </>
  );
}

function DimensionValue({
  difference,
  side,
}: {
  readonly difference: Difference;
  readonly side: 'source' | 'target';
}) {
  const { t, i18n } = useTranslation('match');
  const format = useFormat();
  const value = difference[side];
  if (value === undefined) return <span className={shared.quiet}>{t('rollout.unknown')}</span>;
  if (typeof value === 'number') {
    if (difference.dimension === 'income')
      return t('rollout.dollars', { value: format.number(Math.round(value)) });
    if (difference.dimension === 'population') return format.number(Math.round(value));
    return format.number(value, { style: 'percent' });
  }
  if (typeof value === 'string') {
    const name = difference.dimension === 'climate' ? lookUp(i18n, [`choices:koppen.${value}`]) : undefined;
    return name === undefined ? value : t('rollout.climate', { name, code: value });
  }
  const field = difference.dimension;
  const show = (item: string): ReactNode => {
    if (field === 'hazards' || field === 'urbanForm') return format.choice('city', field, item);
    if (field === 'challenges') return <Name id={item} />;
    const legal = lookUp(i18n, [`match:legal.${item}`]);
    return legal ?? <Name id={item} />;
  };
  const others = side === 'source' ? difference.onlySource : difference.onlyTarget;
  return (
    <ul className={classes.values}>
      {value.map((item) => (
        <li key={item} data-alone={others?.includes(item) || undefined}>
          {show(item)}
        </li>
      ))}
    </ul>
  );
}
