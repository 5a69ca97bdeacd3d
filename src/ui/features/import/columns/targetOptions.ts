import type { TFunction } from 'i18next';
import { partsOf } from '#core/import/mapping/columnNames.ts';
import { type KindName, languages } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import type { Format } from '#ui/i18n/format.ts';

export interface TargetOption {
  readonly value: string;
  readonly label: string;
}

/** Everything that a column of a file can fill: fields, a text in one language, a part of a structured field, the id. */
export function targetOptions(
  kind: KindName,
  format: Format,
  t: TFunction<['importScreens', 'import']>,
): TargetOption[] {
  const options = Object.entries(fieldsOf(kind)).flatMap(([field, definition]): TargetOption[] => {
    const name = format.fieldName(kind, field);
    const whole = { value: field, label: name };
    if (definition.type === 'languageText') {
      return [
        whole,
        ...languages.map((language) => ({
          value: `${field}.${language}`,
          label: t('importScreens:columns.inLanguage', {
            field: name,
            language: format.languageName(language),
          }),
        })),
      ];
    }
    return [
      whole,
      ...partsOf(definition).map((part) => ({
        value: `${field}.${part}`,
        label: t('importScreens:columns.part', {
          field: name,
          part: format.fieldName(kind, `${field}.${part}`),
        }),
      })),
    ];
  });
  return withoutTwins([...options, { value: 'id', label: t('importScreens:columns.id') }]);
}

/** Two fields with one name are told apart by their own. */
function withoutTwins(options: readonly TargetOption[]): TargetOption[] {
  const used = Map.groupBy(options, ({ label }) => label);
  return options.map(({ value, label }) =>
    (used.get(label)?.length ?? 0) > 1 ? { value, label: `${label} [${value}]` } : { value, label },
  );
}
