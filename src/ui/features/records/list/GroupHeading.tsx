import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListOutput } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { ValueName } from '../filters/ValueName.tsx';
import type { Labels } from '../values/ReferenceValue.tsx';
import classes from './list.module.css';

interface GroupHeadingProps {
  readonly kind: KindName;
  readonly field: string;
  readonly group: NonNullable<ListOutput['groups']>[number];
  readonly folded: boolean;
  readonly labels: Labels;
  readonly columns: number;
  readonly index: number;
  readonly isActive: boolean;
  readonly onFocus: () => void;
  readonly onFold: () => void;
}

/** A heading inside the list, with how many records stand under it; pressing it puts them away. */
export function GroupHeading(props: GroupHeadingProps) {
  const { kind, field, group, folded, labels, columns, index, isActive, onFocus, onFold } = props;
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  return (
    <tr
      className={classes.heading}
      data-line={index}
      aria-rowindex={index + 2}
      aria-expanded={!folded}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      onClick={onFold}
    >
      <th colSpan={columns} scope="rowgroup">
        <span className={classes.headingText}>
          <IconChevronRight
            size={18}
            aria-hidden="true"
            className={classes.headingFold}
            data-open={!folded || undefined}
          />
          {group.value === null ? (
            t('value.unknown')
          ) : (
            <ValueName kind={kind} field={field} value={String(group.value)} labels={labels} />
          )}
          <span className={classes.headingCount}>
            {t('common:count.records', { count: group.count, formatted: format.number(group.count) })}
          </span>
        </span>
      </th>
    </tr>
  );
}
