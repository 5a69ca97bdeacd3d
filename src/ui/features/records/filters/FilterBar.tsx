import { Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { IconFilterPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '#contract/schemas.ts';
import { listFieldsOf } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { type Facets, useLabels } from '../data/useFacets.ts';
import { FilterChip } from './FilterChip.tsx';
import classes from './filters.module.css';
import { filterFields, operatorsOf } from './operators.ts';

interface FilterBarProps {
  readonly kind: KindName;
  readonly where: readonly Condition[];
  readonly facets: Facets;
  readonly onChange: (where: readonly Condition[], how: 'push' | 'replace') => void;
  /** A filter by this field is being made, so that its values can be counted. */
  readonly onPending?: (field: string) => void;
  /** What stands at the end of the row: grouping, columns. */
  readonly children: ReactNode;
}

/** Milliseconds after the last key before the list follows. */
const typingPause = 120;

/** One row that says what the list is narrowed to, and offers to narrow it further. */
export function FilterBar({ kind, where, facets, onChange, onPending, children }: FilterBarProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [pending, setPending] = useState<Condition>();
  const text = where.find((condition) => condition.field === 'text');
  const chosen = where.filter((condition) => condition.field !== 'text');
  // The new filter stays until the address has it, so that its editor never closes in between.
  const isPending = pending !== undefined && !chosen.some((condition) => condition.field === pending.field);
  const chips = isPending ? [...chosen, pending] : chosen;
  const labels = useLabels(useMemo(() => referencedValues(kind, where, facets), [kind, where, facets]));
  const offered = filterFields(kind).filter(
    (field) => !chosen.some((condition) => condition.field === field),
  );

  const replaceAt = (index: number, condition: Condition | undefined) => {
    if (index >= chosen.length) {
      setPending(condition);
      if (!condition || isIdle(condition)) return;
    }
    const next = condition && !isIdle(condition) ? [condition] : [];
    onChange(
      [...(text ? [text] : []), ...chosen.slice(0, index), ...next, ...chosen.slice(index + 1)],
      'push',
    );
  };

  return (
    <search className={classes.bar} aria-label={t('filters.label')}>
      <TextFilter
        value={text ? text.values.join(' ') : ''}
        onChange={(words) =>
          onChange(
            [
              ...(words.trim() === ''
                ? []
                : [{ field: 'text', operator: 'contains' as const, values: [words] }]),
              ...chosen,
            ],
            'replace',
          )
        }
      />
      {chips.map((condition, index) => (
        <FilterChip
          // A filter keeps its place while it is being made, so its editor stays open.
          key={`${index}-${condition.field}`}
          kind={kind}
          condition={condition}
          facets={facets}
          labels={labels}
          startsOpen={index >= chosen.length}
          onChange={(next) => replaceAt(index, next)}
          onRemove={() => replaceAt(index, undefined)}
          onClose={() => setPending(undefined)}
        />
      ))}
      <Menu position="bottom-start" width={260} menuItemTabIndex={0}>
        <Menu.Target>
          <Button variant="subtle" size="sm" leftSection={<IconFilterPlus size={18} aria-hidden="true" />}>
            {t('filters.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {offered.map((field) => (
            <Menu.Item
              key={field}
              onClick={() => {
                setPending(startCondition(kind, field));
                onPending?.(field);
              }}
            >
              {format.fieldName(kind, field)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {where.length > 0 ? (
        <Button variant="subtle" size="sm" onClick={() => onChange([], 'push')}>
          {t('filters.clear')}
        </Button>
      ) : null}
      <div className={classes.end}>{children}</div>
    </search>
  );
}

function startCondition(kind: KindName, field: string): Condition {
  const definition = listFieldsOf(kind)[field];
  const [operator = 'is'] = definition ? operatorsOf(definition) : [];
  return { field, operator, values: [] };
}

/** A filter without a value to compare with narrows nothing yet. */
function isIdle({ operator, values }: Condition): boolean {
  return operator !== 'isKnown' && operator !== 'isUnknown' && values.length === 0;
}

function referencedValues(kind: KindName, where: readonly Condition[], facets: Facets): string[] {
  const fields = listFieldsOf(kind);
  const refers = (field: string) => {
    const type = fields[field]?.type;
    return type === 'reference' || type === 'references' || type === undefined;
  };
  return [
    ...where
      .filter((condition) => refers(condition.field))
      .flatMap((condition) => condition.values.map(String)),
    ...Object.entries(facets)
      .filter(([field]) => refers(field))
      .flatMap(([, values]) => values.map(({ value }) => String(value))),
  ].filter((id) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id));
}

function TextFilter({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('records');
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Somebody else changed the filter: the address, or "clear all".
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = text.trim() === '' ? '' : text;
      onChange(text);
    }, typingPause);
  };
  return (
    <TextInput
      type="search"
      size="sm"
      className={classes.text}
      aria-label={t('filters.text')}
      placeholder={t('filters.text')}
      leftSection={<IconSearch size={18} aria-hidden="true" />}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="sm"
            aria-label={t('filters.clearText')}
            onClick={() => {
              setTyped('');
              send('');
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        // While a word is being composed it is not yet what the reader means.
        const { nativeEvent } = event;
        if (!('isComposing' in nativeEvent && nativeEvent.isComposing)) send(event.currentTarget.value);
      }}
      onCompositionEnd={(event) => send(event.currentTarget.value)}
    />
  );
}
