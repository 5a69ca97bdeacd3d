import { useTranslation } from 'react-i18next';
import type { KindName, LanguageMap, PartType } from '#core/kinds/fieldTypes.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { ConfidenceMark } from '#ui/components/ConfidenceMark.tsx';
import { ExternalLink } from '#ui/components/ExternalLink.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { SourceList } from '#ui/components/SourceList.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { isFiscalYear } from './fiscalYear.ts';
import { JsonValue } from './JsonValue.tsx';
import { PlainText } from './PlainText.tsx';
import { type Labels, Reference, ReferenceList } from './ReferenceValue.tsx';
import { useRoleName } from './useRoleName.ts';
import classes from './values.module.css';

interface PartValueProps {
  readonly kind: KindName;
  /** Dotted, as in `population.year`. */
  readonly path: string;
  readonly part: PartType;
  readonly value: unknown;
  readonly labels: Labels;
}

/** One part of a structured value, or a field that holds a single value. The value is known. */
export function PartValue({ kind, path, part, value, labels }: PartValueProps) {
  const format = useFormat();
  const { t } = useTranslation('records');
  const roleName = useRoleName();
  const name = path.split('.').at(-1) ?? path;
  switch (part.type) {
    case 'languageText':
      return <LanguageText value={value as LanguageMap} className={classes.text} />;
    case 'text':
      if (name === 'fiscalYearStart') return <>{monthAndDay(String(value), format.language)}</>;
      return (
        <PlainText className={classes.text}>
          {name === 'role' ? roleName(String(value)) : String(value)}
        </PlainText>
      );
    case 'url':
      return <ExternalLink href={String(value)}>{shortAddress(String(value))}</ExternalLink>;
    case 'date':
      return <time dateTime={String(value)}>{format.date(String(value))}</time>;
    case 'integer':
    case 'number':
      return <span className={classes.number}>{numberText(name, Number(value))}</span>;
    case 'boolean':
      return <>{format.choice(kind, path, value === true)}</>;
    case 'choice':
      if (name === 'confidence') return <ConfidenceMark value={value as 'public'} />;
      return <>{format.choice(kind, path, String(value))}</>;
    case 'reference':
      return <Reference id={String(value)} labels={labels} />;
    case 'references':
      return <ReferenceList ids={value as readonly string[]} labels={labels} />;
    case 'json':
      return name === 'sources' ? (
        <SourceList sources={value as readonly Source[]} />
      ) : (
        <JsonValue value={value} label={format.fieldName(kind, path)} />
      );
  }

  function numberText(field: string, number: number): string {
    if (isFiscalYear(field)) return format.fiscalYear(number);
    if (field === 'year' || field === 'joinedYear') return format.date(String(number));
    if (field === 'capYen') return t('value.yen', { amount: format.number(number) });
    if (field === 'amountOkuYen')
      return format.number(number, { minimumFractionDigits: 1, maximumFractionDigits: 3 });
    return format.number(number, { maximumFractionDigits: 6 });
  }
}

/** The host name and the beginning of the path: enough to know where a link leads. */
export function shortAddress(address: string): string {
  const plain = address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  return plain.length > 48 ? `${plain.slice(0, 47)}…` : plain;
}

/** `04-01` → `4月1日`; what is no such day comes back as it is. */
function monthAndDay(text: string, language: string): string {
  const parts = /^(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return text;
  // A leap year, so that every day of the calendar exists.
  const day = new Date(Date.UTC(2000, Number(parts[1]) - 1, Number(parts[2])));
  return new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(day);
}
