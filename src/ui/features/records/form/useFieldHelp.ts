import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';

/** The help of a field: its kind's own, or that of the field that every record has. */
export function useFieldHelp(): (kind: KindName, field: string) => string | undefined {
  const { i18n } = useTranslation('fields');
  return (kind, field) => lookUp(i18n, [`fields:help.${kind}.${field}`, `fields:help.common.${field}`]);
}
