import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { PlainText } from './PlainText.tsx';
import { type Labels, Reference } from './ReferenceValue.tsx';
import { useRoleName } from './useRoleName.ts';
import classes from './values.module.css';

type Member = Readonly<Record<string, unknown>>;

interface MemberLinesProps {
  readonly kind: KindName;
  readonly field: string;
  readonly members: readonly Member[];
  readonly labels: Labels;
}

/** Structured lists that read as one line per member: who takes part, where something was used, what is spoken. */
export const lineFields: ReadonlySet<string> = new Set([
  'consortium',
  'parties',
  'organisations',
  'where',
  'languages',
]);

export function MemberLines({ kind, field, members, labels }: MemberLinesProps) {
  return (
    <ul className={classes.lines}>
      {members.map((member) => (
        <li key={JSON.stringify(member)}>
          <MemberLine kind={kind} field={field} member={member} labels={labels} />
        </li>
      ))}
    </ul>
  );
}

/** An organisation or place by its record where it has one, otherwise by the name that was published. */
export function MemberLine({
  kind,
  field,
  member,
  labels,
}: Omit<MemberLinesProps, 'members'> & { readonly member: Member }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const roleName = useRoleName();
  const name = text(member.name) ?? text(member.placeText);
  const ids = [member.orgId, member.organisation, member.city, member.country]
    .map(text)
    .filter((id) => id !== undefined);
  const leading = ids.slice(0, field === 'where' ? 2 : 1);
  const notes = [
    text(member.role) === undefined ? undefined : roleName(String(member.role)),
    field === 'parties' && text(member.type) !== undefined
      ? format.choice(kind, 'parties.type', String(member.type))
      : undefined,
    member.official === true ? format.fieldName(kind, 'languages.official') : undefined,
    field === 'languages' && format.language === 'ja' ? text(member.ja) : undefined,
  ].filter((note) => note !== undefined);
  const byName = field === 'parties' ? text(member.orgId) === undefined : ids.length === 0;
  return (
    <>
      {byName && name !== undefined ? <PlainText>{name}</PlainText> : null}
      {byName && field === 'parties' ? null : (
        <span className={classes.inlineList} style={{ display: 'inline-flex' }}>
          {leading.map((id) => (
            <Reference key={id} id={id} labels={labels} />
          ))}
          {field === 'where' && name !== undefined && ids.length > 0 ? <PlainText>{name}</PlainText> : null}
        </span>
      )}
      {notes.length > 0 ? (
        <span className={classes.quiet}> {t('value.inBrackets', { text: format.list(notes) })}</span>
      ) : null}
    </>
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
