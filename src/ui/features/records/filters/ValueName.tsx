import { listFieldsOf } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { isFiscalYear } from '../values/fiscalYear.ts';
import { type Labels, Reference } from '../values/ReferenceValue.tsx';

interface ValueNameProps {
  readonly kind: KindName;
  readonly field: string;
  readonly value: string;
  readonly labels: Labels;
}

/** The words for one value of a filter: a choice's label, a record's name, a year or date as people write it. */
export function ValueName({ kind, field, value, labels }: ValueNameProps) {
  const format = useFormat();
  const definition = listFieldsOf(kind)[field];
  switch (definition?.type) {
    case 'choice':
    case 'texts':
      return <>{format.choice(kind, field, value)}</>;
    case 'boolean':
      return <>{format.choice(kind, field, value === 'true')}</>;
    case 'integer':
      return <>{isFiscalYear(field) ? format.fiscalYear(Number(value)) : format.number(Number(value))}</>;
    case 'date':
      return <>{format.shortDate(value)}</>;
    case 'reference':
    case 'references':
      return <Reference id={value} labels={labels} plain />;
    // A kind without a country of its own can still be filtered by one.
    case undefined:
      return <Reference id={value} labels={labels} plain />;
    default:
      return <>{value}</>;
  }
}
