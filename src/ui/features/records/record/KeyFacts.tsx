import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { isKnown } from '../values/ObjectValue.tsx';
import { Coordinates } from './Coordinates.tsx';
import { Fact } from './Fact.tsx';
import { factFields, sectionFields } from './factFields.ts';
import classes from './record.module.css';
import { statusFieldOf } from './recordName.ts';

interface KeyFactsProps {
  readonly detail: RecordDetail;
  /** Beside a list: what is not known is left to the record's own page. */
  readonly knownOnly?: boolean;
  /** With the first text that describes the record. */
  readonly withText?: boolean;
}

/** The short facts of a record. */
export function KeyFacts({ detail, knownOnly = false, withText = false }: KeyFactsProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { record } = detail;
  const { kind } = record;
  const status = statusFieldOf(kind);
  const names = factFields(kind).filter((name) => name !== status || !knownOnly);
  const shown = knownOnly ? names.filter((name) => isKnown(record[name])) : names;
  const related = knownOnly ? [...sectionFields(kind, 'relations'), ...sectionFields(kind, 'themes')] : [];
  const text = withText
    ? sectionFields(kind, 'text').find((name) => isLongText(name) && isKnown(record[name]))
    : undefined;
  return (
    <>
      {text ? (
        <p className={classes.leadText}>
          <LanguageText value={record[text] as LanguageMap} />
        </p>
      ) : null}
      <dl className={classes.facts} aria-label={t('record.facts')}>
        {shown.map((name) => (
          <Fact
            key={name}
            detail={detail}
            field={name}
            readOnly={knownOnly}
            label={name === 'lat' ? t('record.coordinates') : undefined}
          >
            {name === 'lat' ? <Coordinates lat={record.lat} lon={record.lon} /> : undefined}
          </Fact>
        ))}
        {related
          .filter((name) => isKnown(record[name]) && fieldsOf(kind)[name]?.type !== 'choiceMap')
          .map((name) => (
            <Fact key={name} detail={detail} field={name} readOnly label={format.fieldName(kind, name)} />
          ))}
      </dl>
    </>
  );

  function isLongText(name: string): boolean {
    const definition = fieldsOf(kind)[name];
    return definition?.type === 'languageText' && definition.multiline === true;
  }
}
