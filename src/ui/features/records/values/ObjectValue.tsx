import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName, LanguageMap, Shape } from '#core/kinds/fieldTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { PartValue } from './PartValue.tsx';
import { PlainText } from './PlainText.tsx';
import type { Labels } from './ReferenceValue.tsx';
import { useCountText } from './useCountText.ts';
import classes from './values.module.css';

interface ObjectValueProps {
  readonly kind: KindName;
  readonly field: string;
  readonly shape: Shape;
  readonly value: Readonly<Record<string, unknown>>;
  readonly labels: Labels;
  /** One line, for a list; otherwise all parts. */
  readonly short: boolean;
}

/** A structured value: the sentence people would say where there is one, otherwise its parts. */
export function ObjectValue({ kind, field, shape, value, labels, short }: ObjectValueProps) {
  const sentence = useSentence(field, value);
  if (sentence !== undefined) return <>{sentence}</>;
  const parts = Object.entries(shape).filter(([name]) => isKnown(value[name]));
  const [first] = parts;
  if (short && first) {
    return (
      <PartValue
        kind={kind}
        path={`${field}.${first[0]}`}
        part={first[1]}
        value={value[first[0]]}
        labels={labels}
      />
    );
  }
  return <PartList kind={kind} field={field} shape={shape} value={value} labels={labels} />;
}

export function PartList({ kind, field, shape, value, labels }: Omit<ObjectValueProps, 'short'>) {
  const format = useFormat();
  return (
    <dl className={classes.parts}>
      {Object.entries(shape)
        .filter(([name]) => isKnown(value[name]))
        .map(([name, part]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{format.fieldName(kind, `${field}.${name}`)}</dt>
            <dd>
              <PartValue
                kind={kind}
                path={`${field}.${name}`}
                part={part}
                value={value[name]}
                labels={labels}
              />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function useSentence(field: string, value: Readonly<Record<string, unknown>>): ReactNode | undefined {
  const { t } = useTranslation('records');
  const format = useFormat();
  const countText = useCountText();
  switch (field) {
    case 'population':
      return typeof value.value === 'number' ? countText.population(value) : undefined;
    case 'period':
      return format.period(value.start as string | undefined, value.end as string | undefined);
    case 'years': {
      const [start, end] = [value.startFy, value.endFy].map((year) =>
        typeof year === 'number' ? format.shortFiscalYear(year) : '',
      );
      return start === end ? start : t('value.span', { start, end });
    }
    case 'owner':
      return (
        <>
          <LanguageText value={value.ministry as LanguageMap} />{' '}
          {value.bureau ? <LanguageText value={value.bureau as LanguageMap} /> : null}
        </>
      );
    case 'currency':
      return (
        <>
          <LanguageText value={value.name as LanguageMap} fallback="" />{' '}
          {typeof value.code === 'string' ? t('value.inBrackets', { text: value.code }) : null}
        </>
      );
    case 'ascn':
      return ascnText();
    case 'climate':
      return typeof value.koppen === 'string' ? t('value.climate', { koppen: value.koppen }) : undefined;
    case 'participants':
      return countText.participants(value);
    case 'place':
      return typeof value.text === 'string' ? <PlainText>{value.text}</PlainText> : undefined;
    default:
      return undefined;
  }

  function ascnText(): string | undefined {
    if (typeof value.member !== 'boolean') return undefined;
    if (!value.member) return t('value.notAscnMember');
    if (typeof value.cohort === 'string')
      return t('value.ascnMember', { since: format.choice('city', 'ascn.cohort', value.cohort) });
    return typeof value.joinedYear === 'number'
      ? t('value.ascnMember', { since: format.date(String(value.joinedYear)) })
      : t('value.ascnMemberPlain');
  }
}

export function isKnown(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
