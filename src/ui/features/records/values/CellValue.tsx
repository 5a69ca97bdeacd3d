import { useTranslation } from 'react-i18next';
import type { FieldDefinition, KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { isFiscalYear } from './fiscalYear.ts';
import { ObjectValue } from './ObjectValue.tsx';
import { PlainText } from './PlainText.tsx';
import { type Labels, Reference } from './ReferenceValue.tsx';
import { stateFields, toneOf } from './tones.ts';
import classes from './values.module.css';

interface CellValueProps {
  readonly kind: KindName;
  readonly field: string;
  readonly definition: FieldDefinition;
  readonly value: unknown;
  readonly labels: Labels;
  /** A date that has passed although something was due. */
  readonly late?: boolean;
}

type Parts = Readonly<Record<string, unknown>>;

/** A field's value in one or two lines of a table. What is not known is a quiet dash that says so. */
export function CellValue({ kind, field, definition, value, labels, late }: CellValueProps) {
  const format = useFormat();
  const { t } = useTranslation('records');
  if (value === undefined || value === null) {
    return (
      <span className={classes.quiet}>
        <span aria-hidden="true">–</span>
        <span className="musubi-hidden">{t('value.unknown')}</span>
      </span>
    );
  }
  switch (definition.type) {
    case 'languageText':
      return <LanguageText value={value as LanguageMap} className={classes.twoLines} />;
    case 'date':
      return (
        <time dateTime={String(value)} className={late ? classes.late : undefined}>
          {format.shortDate(String(value))}
        </time>
      );
    case 'integer':
    case 'number':
      return <>{isFiscalYear(field) ? format.fiscalYear(Number(value)) : format.number(Number(value))}</>;
    case 'boolean':
      return <>{format.choice(kind, field, value === true)}</>;
    case 'choice':
      if (!stateFields.has(field)) return format.choice(kind, field, String(value));
      return <Chip {...toneOf(String(value))}>{format.choice(kind, field, String(value))}</Chip>;
    case 'reference':
      return (
        <span className={classes.twoLines}>
          <Reference id={String(value)} labels={labels} plain />
        </span>
      );
    case 'references':
      return (
        <span className={classes.twoLines}>
          <Names ids={value as readonly string[]} labels={labels} />
        </span>
      );
    case 'texts':
      return (
        <span className={classes.twoLines}>
          {format.list(
            (value as readonly string[]).map((text) =>
              definition.choices ? format.choice(kind, field, text) : text,
            ),
          )}
        </span>
      );
    case 'object':
      return (
        <ObjectValue
          kind={kind}
          field={field}
          shape={definition.shape}
          value={value as Parts}
          labels={labels}
          short
        />
      );
    case 'objects':
      return <Members field={field} members={value as readonly Parts[]} />;
    case 'text':
    case 'url':
      // Kept as its code, which is nothing to read.
      if (field === 'localLang') return <>{format.languageName(String(value))}</>;
      return <PlainText className={classes.twoLines}>{String(value)}</PlainText>;
    default:
      return <>{t('value.entries', { count: Object.keys(value).length })}</>;
  }
}

function Names({ ids, labels }: { readonly ids: readonly string[]; readonly labels: Labels }) {
  const { t } = useTranslation('records');
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 ? t('value.separator') : null}
          <Reference id={id} labels={labels} plain />
        </span>
      ))}
    </>
  );
}

function Members({ field, members }: { readonly field: string; readonly members: readonly Parts[] }) {
  const format = useFormat();
  const { t } = useTranslation('records');
  if (field === 'languages') {
    const names = members
      .map((member) => (format.language === 'ja' ? member.ja : member.name))
      .filter((name) => name);
    return <span className={classes.twoLines}>{format.list(names.map(String))}</span>;
  }
  return <>{t('value.entries', { count: members.length })}</>;
}
