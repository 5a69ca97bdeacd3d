import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '#contract/schemas.ts';
import { isComputedField, listFieldsOf } from '#core/completeness/computedFields.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { fold } from '#core/search/fold.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Facets } from '../data/useFacets.ts';
import { readPartialDate } from '../form/partialDate.ts';
import { isFiscalYear } from '../values/fiscalYear.ts';
import type { Labels } from '../values/ReferenceValue.tsx';
import { countOf } from './FilterChip.tsx';
import classes from './filters.module.css';
import { isCounted, type Operator, operatorsOf, takesValues } from './operators.ts';
import { ValueName } from './ValueName.tsx';

interface FilterEditorProps {
  readonly kind: KindName;
  readonly condition: Condition;
  readonly facets: Facets;
  readonly labels: Labels;
  readonly onChange: (condition: Condition) => void;
}

/** Above this many values a box to search them in appears. */
const manyValues = 9;

/** The question of one filter: how to compare, and with what. */
export function FilterEditor({ kind, condition, facets, labels, onChange }: FilterEditorProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const definition = listFieldsOf(kind)[condition.field];
  // What is computed is always known.
  const operators =
    definition && !isComputedField(kind, condition.field)
      ? operatorsOf(definition)
      : (['is', 'isNot'] as const);
  const name = format.fieldName(kind, condition.field);
  return (
    <div className={classes.editor}>
      <NativeSelect
        size="sm"
        label={name}
        aria-label={t('filters.operator', { name })}
        value={condition.operator}
        data={operators.map((operator) => ({ value: operator, label: t(`operatorLong.${operator}`) }))}
        onChange={(event) => onChange(withOperator(condition, event.currentTarget.value as Operator))}
      />
      {takesValues(condition.operator) ? (
        isListed(definition, condition.operator) ? (
          <ValueChoice
            kind={kind}
            condition={condition}
            facets={facets}
            labels={labels}
            onChange={onChange}
          />
        ) : (
          <ValueEntry definition={definition} condition={condition} onChange={onChange} />
        )
      ) : null}
    </div>
  );
}

function withOperator(condition: Condition, operator: Operator): Condition {
  const range = operator === 'atLeast' || operator === 'atMost';
  if (!takesValues(operator)) return { ...condition, operator, values: [] };
  return { ...condition, operator, values: range ? condition.values.slice(0, 1) : condition.values };
}

function isListed(definition: FieldDefinition | undefined, operator: Operator): boolean {
  return (
    definition === undefined || (isCounted(definition) && operator !== 'atLeast' && operator !== 'atMost')
  );
}

function ValueChoice({ kind, condition, facets, labels, onChange }: FilterEditorProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const { field } = condition;
  const chosen = condition.values.map(String);
  const values = useMemo(() => {
    const counted = (facets[field] ?? []).map(({ value }) => String(value));
    const all = [...new Set([...counted, ...condition.values.map(String)])];
    if (isComputedField(kind, field)) return bandsInOrder(listFieldsOf(kind)[field], all);
    return isFiscalYear(field) ? all.sort((a, b) => Number(b) - Number(a)) : all;
  }, [kind, facets, field, condition.values]);
  const wanted = fold(typed);
  const shown = values.filter((value) => wanted === '' || fold(wordsOf(value)).includes(wanted));

  const toggle = (value: string) =>
    onChange({
      ...condition,
      values: chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value],
    });

  return (
    <>
      {values.length > manyValues ? (
        <TextInput
          size="sm"
          placeholder={t('filters.searchValues')}
          aria-label={t('filters.searchValues')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <ul className={classes.values}>
        {shown.map((value) => (
          <li key={value}>
            <Checkbox
              size="sm"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              label={
                <span className={classes.value}>
                  <span>
                    <ValueName kind={kind} field={field} value={value} labels={labels} />
                  </span>
                  <span className={classes.valueCount}>
                    {format.number(countOf(facets, field, value) ?? 0)}
                  </span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <p className={classes.none}>{t('filters.noValues')}</p> : null}
    </>
  );

  /** All names of a value, so that a reader finds it in whichever language they type. */
  function wordsOf(value: string): string {
    const label = labels[value];
    if (label) return Object.values(label.label).join(' ');
    const definition = listFieldsOf(kind)[field];
    return definition?.type === 'choice' || definition?.type === 'texts'
      ? `${value} ${format.choice(kind, field, value)}`
      : value;
  }
}

/** Bands stand in their order, also those that no record is in; a number from an address stays beside them. */
function bandsInOrder(definition: FieldDefinition | undefined, values: readonly string[]): string[] {
  const bands = definition?.type === 'choice' ? definition.choices : [];
  return [...new Set([...bands, ...values])];
}

interface ValueEntryProps {
  readonly definition: FieldDefinition | undefined;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

function ValueEntry({ definition, condition, onChange }: ValueEntryProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [typed, setTyped] = useState(String(condition.values[0] ?? ''));
  const isDate = definition?.type === 'date';
  const isNumber = definition?.type === 'integer' || definition?.type === 'number';
  const read = isDate ? readPartialDate(typed) : isNumber ? readNumber(typed) : typed.trim() || undefined;
  const wrong = typed.trim() !== '' && read === undefined;
  return (
    <TextInput
      size="sm"
      data-autofocus
      label={isDate ? t('filters.date') : isNumber ? t('filters.number') : t('filters.words')}
      description={isDate ? t('filters.dateHelp') : undefined}
      error={wrong ? t(isDate ? 'filters.notDate' : 'filters.notNumber') : undefined}
      inputMode={isNumber ? 'decimal' : undefined}
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const value = isDate ? readPartialDate(text) : isNumber ? readNumber(text) : text.trim() || undefined;
        if (value !== undefined || text.trim() === '')
          onChange({ ...condition, values: value === undefined ? [] : [value] });
      }}
      rightSection={null}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      aria-description={isDate && read !== undefined ? format.date(read) : undefined}
    />
  );
}

function readNumber(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replaceAll(',', '').trim();
  return text !== '' && Number.isFinite(Number(text)) ? text : undefined;
}
