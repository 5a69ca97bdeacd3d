import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Facets } from '../data/useRecordList.ts';
import { ValueName } from '../filters/ValueName.tsx';
import type { Labels } from '../values/ReferenceValue.tsx';
import classes from './list.module.css';

interface GroupHeadingProps {
  readonly kind: KindName;
  readonly field: string;
  readonly value: string | undefined;
  readonly facets: Facets;
  readonly labels: Labels;
  readonly columns: number;
  readonly height: number;
}

/** A heading inside the list, with how many records stand under it. */
export function GroupHeading({ kind, field, value, facets, labels, columns, height }: GroupHeadingProps) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const count = facets[field]?.find((facet) => String(facet.value) === value)?.count;
  return (
    <tr className={classes.heading} style={{ height }}>
      <th colSpan={columns} scope="rowgroup">
        <span className={classes.headingText}>
          {value === undefined ? (
            t('value.unknown')
          ) : (
            <ValueName kind={kind} field={field} value={value} labels={labels} />
          )}
          {count === undefined ? null : (
            <span className={classes.headingCount}>
              {t('common:count.records', { count, formatted: format.number(count) })}
            </span>
          )}
        </span>
      </th>
    </tr>
  );
}
