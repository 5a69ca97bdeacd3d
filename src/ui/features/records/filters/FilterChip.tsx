import { Popover, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Facets } from '../data/useFacets.ts';
import type { Labels } from '../values/ReferenceValue.tsx';
import { FilterEditor } from './FilterEditor.tsx';
import classes from './filters.module.css';
import { ValueName } from './ValueName.tsx';

interface FilterChipProps {
  readonly kind: KindName;
  readonly condition: Condition;
  readonly facets: Facets;
  readonly labels: Labels;
  readonly startsOpen: boolean;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

const mostNamed = 2;

/** One filter as a sentence: field, operator, values with how many records they hold. Pressing it opens its editor. */
export function FilterChip(props: FilterChipProps) {
  const { kind, condition, facets, labels, startsOpen, onChange, onRemove, onClose } = props;
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const [opened, setOpened] = useState(startsOpen);
  const name = format.fieldName(kind, condition.field);
  const close = (open: boolean) => {
    setOpened(open);
    if (!open) onClose();
  };
  return (
    <Popover
      opened={opened}
      onChange={close}
      position="bottom-start"
      trapFocus
      withinPortal
      width={320}
      shadow="md"
    >
      <span className={classes.chip}>
        <Popover.Target>
          <UnstyledButton className={classes.chipText} onClick={() => close(!opened)}>
            <span className={classes.chipField}>{name}</span>
            <span className={classes.chipOperator}>{t(`operator.${condition.operator}`)}</span>
            <Values kind={kind} condition={condition} facets={facets} labels={labels} />
          </UnstyledButton>
        </Popover.Target>
        <UnstyledButton
          className={classes.chipRemove}
          onClick={onRemove}
          aria-label={t('filters.remove', { name })}
        >
          <IconX size={16} aria-hidden="true" />
        </UnstyledButton>
      </span>
      <Popover.Dropdown aria-label={t('filters.edit', { name })}>
        <FilterEditor kind={kind} condition={condition} facets={facets} labels={labels} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Values({
  kind,
  condition,
  facets,
  labels,
}: Pick<FilterChipProps, 'kind' | 'condition' | 'facets' | 'labels'>) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { field, operator, values } = condition;
  if (operator === 'isKnown' || operator === 'isUnknown') return null;
  const named = values.slice(0, mostNamed);
  const [only] = values;
  const count = operator === 'is' && values.length === 1 ? countOf(facets, field, String(only)) : undefined;
  return (
    <span className={classes.chipValues}>
      {named.map((value, index) => (
        <span key={String(value)}>
          {index > 0 ? t('value.separator') : null}
          <ValueName kind={kind} field={field} value={String(value)} labels={labels} />
        </span>
      ))}
      {values.length > mostNamed ? ' ' : null}
      {values.length > mostNamed ? t('filters.more', { count: values.length - mostNamed }) : null}
      {count === undefined ? null : <span className={classes.chipCount}>{format.number(count)}</span>}
    </span>
  );
}

export function countOf(facets: Facets, field: string, value: string): number | undefined {
  return facets[field]?.find((facet) => String(facet.value) === value)?.count;
}
