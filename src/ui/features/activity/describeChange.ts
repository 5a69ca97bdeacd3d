import type { i18n } from 'i18next';
import type { ActivityItem } from '#contract/schemas.ts';
import type { Format } from '../../i18n/format.ts';

/** Fields named in one line; the rest is a number. */
const mostNamed = 3;

/** The part of a change's field that has a label: a language or member below a field is part of it. */
export function fieldRoot(field: string): string {
  return field.split(/[./]/)[0] ?? field;
}

/** `ジャカルタ（人口、備考）`, `Jakarta (Population, Remarks)`: the record that a change touched, and its fields. */
export function describeChange(item: ActivityItem, format: Format, texts: i18n): string {
  const first = item.entries[0];
  if (!first) return '';
  const records = new Set(item.entries.map((entry) => entry.recordId));
  const name = format.plain(first.label) || (first.kind ? format.kindName(first.kind) : first.recordId);
  if (records.size > 1) {
    return texts.t('activity:describe.several', { name, count: records.size - 1 + item.more });
  }
  const { kind } = first;
  const fields = new Set(
    item.entries.map((entry) => fieldRoot(entry.field)).filter((field) => !field.startsWith('__')),
  );
  if (!kind || fields.size === 0) return name;
  const labels = [...fields].slice(0, mostNamed).map((field) => format.fieldName(kind, field));
  return fields.size > mostNamed
    ? texts.t('activity:describe.fieldsAndMore', {
        name,
        fields: format.list(labels),
        count: fields.size - mostNamed,
      })
    : texts.t('activity:describe.fields', { name, fields: format.list(labels) });
}
