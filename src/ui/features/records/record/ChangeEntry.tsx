import { useTranslation } from 'react-i18next';
import type { ActivityItem } from '#contract/schemas.ts';
import type { FieldDefinition, KindName, Shape } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { deletedField, kindField } from '#core/ledger/operation.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { FieldValue } from '../values/FieldValue.tsx';
import { lineFields, MemberLine } from '../values/MemberLines.tsx';
import { PartList } from '../values/ObjectValue.tsx';
import { PlainText } from '../values/PlainText.tsx';
import type { Labels } from '../values/ReferenceValue.tsx';
import classes from './record.module.css';

interface ChangeEntryProps {
  readonly kind: KindName;
  readonly entry: ActivityItem['entries'][number];
  readonly labels: Labels;
}

/** One field of a change: its name, then old → new, or what was added or taken away. */
export function ChangeEntry({ kind, entry, labels }: ChangeEntryProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [field = '', key] = entry.field.split('/');
  if (field === kindField) return <>{t('history.created')}</>;
  if (field === deletedField) {
    return (
      <>{t(entry.after === null || entry.after === undefined ? 'history.restored' : 'history.removed')}</>
    );
  }
  const name =
    key === undefined
      ? format.fieldName(kind, field)
      : t('history.key', { name: format.fieldName(kind, field), key: keyName(key) });
  const value = (content: unknown) => (
    <ChangedValue kind={kind} field={field} keyed={key !== undefined} value={content} labels={labels} />
  );
  return (
    <div className={classes.entry}>
      <span className={classes.entryName}>{name}</span>
      {entry.action === 'set' ? (
        <>
          {entry.before === undefined || entry.before === null ? null : (
            <>
              <del className={classes.before}>{value(entry.before)}</del>
              <span aria-hidden="true">→</span>
            </>
          )}
          <span>{value(entry.after)}</span>
        </>
      ) : entry.action === 'add' ? (
        <ins className={classes.after}>
          <span className="musubi-hidden">{t('history.added')}</span>
          <span aria-hidden="true">+ </span>
          {value(entry.after)}
        </ins>
      ) : (
        <del className={classes.before}>
          <span className="musubi-hidden">{t('history.takenAway')}</span>
          <span aria-hidden="true">− </span>
          {value(entry.before)}
        </del>
      )}
    </div>
  );

  function keyName(of: string): string {
    const label = labels[of];
    if (label) return format.plain(label.label);
    return /^[a-z]{2,3}$/.test(of) ? format.languageName(of) : of;
  }
}

interface ChangedValueProps {
  readonly kind: KindName;
  readonly field: string;
  /** A value of a map field: one language's text, one concept's level. */
  readonly keyed: boolean;
  readonly value: unknown;
  readonly labels: Labels;
}

/** A value as it was; a member of a list is shown alone. */
export function ChangedValue({ kind, field, keyed, value, labels }: ChangedValueProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const definition = fieldsOf(kind)[field];
  if (value === undefined || value === null)
    return <span className={classes.quiet}>{t('value.unknown')}</span>;
  if (definition?.type === 'choiceMap' && typeof value === 'string')
    return <>{format.choice(kind, field, value)}</>;
  if (keyed && typeof value === 'string') return <PlainText className={classes.entryText}>{value}</PlainText>;
  if (!definition || keyed) return <PlainText>{JSON.stringify(value)}</PlainText>;
  if (definition.type === 'objects' && isPlain(value)) {
    return <Member kind={kind} field={field} shape={definition.shape} member={value} labels={labels} />;
  }
  const whole = asWhole(definition, value);
  return <FieldValue kind={kind} field={field} definition={definition} value={whole} labels={labels} />;
}

interface MemberProps {
  readonly kind: KindName;
  readonly field: string;
  readonly shape: Shape;
  readonly member: Readonly<Record<string, unknown>>;
  readonly labels: Labels;
}

function Member({ kind, field, shape, member, labels }: MemberProps) {
  return lineFields.has(field) ? (
    <MemberLine kind={kind} field={field} member={member} labels={labels} />
  ) : (
    <PartList kind={kind} field={field} shape={shape} value={member} labels={labels} />
  );
}

/** Lists change by single members, which their display expects in a list. */
function asWhole(definition: FieldDefinition, value: unknown): unknown {
  const isList = ['references', 'texts', 'languageTexts', 'objects'].includes(definition.type);
  return isList && !Array.isArray(value) ? [value] : value;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
