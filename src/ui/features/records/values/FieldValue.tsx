import { useTranslation } from 'react-i18next';
import type { FieldDefinition, KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ConfidenceMark } from '#ui/components/ConfidenceMark.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { SourceList } from '#ui/components/SourceList.tsx';
import { VisibilityMark } from '#ui/components/VisibilityMark.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { LevelsValue } from './LevelsValue.tsx';
import { lineFields, MemberLines } from './MemberLines.tsx';
import { ObjectsTable } from './ObjectsTable.tsx';
import { ObjectValue } from './ObjectValue.tsx';
import { PartValue } from './PartValue.tsx';
import { PlainText } from './PlainText.tsx';
import { type Labels, ReferenceList } from './ReferenceValue.tsx';
import { stateFields, toneOf } from './tones.ts';
import classes from './values.module.css';

interface FieldValueProps {
  readonly kind: KindName;
  readonly field: string;
  readonly definition: FieldDefinition;
  /** Known: what is not known is the caller's to say. */
  readonly value: unknown;
  readonly labels: Labels;
}

type Parts = Readonly<Record<string, unknown>>;

/** A field's value in full, for a record's page. */
export function FieldValue({ kind, field, definition, value, labels }: FieldValueProps) {
  const format = useFormat();
  switch (definition.type) {
    case 'references':
      return <ReferenceList ids={value as readonly string[]} labels={labels} />;
    case 'texts':
      return (
        <Texts kind={kind} field={field} texts={value as readonly string[]} choices={definition.choices} />
      );
    case 'languageTexts':
      return (
        <ul className={classes.bullets}>
          {(value as readonly LanguageMap[]).map((text) => (
            <li key={JSON.stringify(text)}>
              <LanguageText value={text} />
            </li>
          ))}
        </ul>
      );
    case 'languageTextLists':
      return <TextLists value={value as Readonly<Record<string, readonly string[]>>} />;
    case 'choiceMap':
      return (
        <LevelsValue
          kind={kind}
          field={field}
          definition={definition}
          value={value as Readonly<Record<string, string>>}
          labels={labels}
        />
      );
    case 'object':
      return (
        <ObjectValue
          kind={kind}
          field={field}
          shape={definition.shape}
          value={value as Parts}
          labels={labels}
          short={false}
        />
      );
    case 'objects':
      if (field === 'sources') return <SourceList sources={value as readonly Source[]} />;
      if (lineFields.has(field)) {
        return <MemberLines kind={kind} field={field} members={value as readonly Parts[]} labels={labels} />;
      }
      return (
        <ObjectsTable
          kind={kind}
          field={field}
          shape={definition.shape}
          rows={value as readonly Parts[]}
          labels={labels}
          caption={format.fieldName(kind, field)}
        />
      );
    case 'choice':
      if (field === 'visibility') return <VisibilityMark value={value as 'public'} />;
      if (field === 'confidence') return <ConfidenceMark value={value as 'public'} />;
      if (stateFields.has(field))
        return <Chip {...toneOf(String(value))}>{format.choice(kind, field, String(value))}</Chip>;
      return <>{format.choice(kind, field, String(value))}</>;
    default:
      return <PartValue kind={kind} path={field} part={definition} value={value} labels={labels} />;
  }
}

function TextLists({ value }: { readonly value: Readonly<Record<string, readonly string[]>> }) {
  const format = useFormat();
  return (
    <dl className={classes.parts}>
      {Object.entries(value).map(([language, texts]) => (
        <div key={language} style={{ display: 'contents' }}>
          <dt>{format.languageName(language)}</dt>
          <dd lang={language === format.language ? undefined : language}>
            {texts.join(language === 'ja' ? '、' : ', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface TextsProps {
  readonly kind: KindName;
  readonly field: string;
  readonly texts: readonly string[];
  readonly choices: readonly string[] | undefined;
}

/** Choices as chips; free words, which may have blanks in them, parted by the reader's separator. */
function Texts({ kind, field, texts, choices }: TextsProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  if (choices) {
    return (
      <ul className={classes.chips}>
        {texts.map((text) => (
          <li key={text}>
            <Chip>{format.choice(kind, field, text)}</Chip>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      {texts.map((text, index) => (
        <span key={text}>
          {index > 0 ? t('value.separator') : null}
          <PlainText>{text}</PlainText>
        </span>
      ))}
    </>
  );
}
