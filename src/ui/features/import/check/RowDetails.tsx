import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '#contract/importSchemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';
import { ChangedValue } from '../../records/record/ChangeEntry.tsx';
import type { Labels } from '../../records/values/ReferenceValue.tsx';
import classes from '../import.module.css';
import { CandidateChoice } from './CandidateChoice.tsx';

interface RowDetailsProps {
  readonly row: ImportRow;
  readonly kind: KindName;
  readonly labels: Labels;
  readonly busy: boolean;
  readonly onDecide: (row: number, decision: string | null) => void;
}

const fewFields = 4;

/** What becomes of one row: fields old → new, what is wrong, and which record it is about. */
export function RowDetails({ row, kind, labels, busy, onDecide }: RowDetailsProps) {
  const { t } = useTranslation('importScreens');
  const [all, setAll] = useState(false);
  const format = useFormat();
  const changes = all || row.changes.length <= fewFields + 1 ? row.changes : row.changes.slice(0, fewFields);
  return (
    <div className={classes.details}>
      {row.problems.map((problem) => (
        <Problem key={`${problem.column} ${problem.code}`} problem={problem} />
      ))}
      {row.reason ? <p className={classes.quiet}>{t(`check.reason.${row.reason}`)}</p> : null}
      {row.restores ? <p className={classes.quiet}>{t('check.restores')}</p> : null}
      {row.candidates.length > 0 ? (
        <CandidateChoice row={row} busy={busy} onDecide={(decision) => onDecide(row.row, decision)} />
      ) : null}
      {changes.length > 0 ? (
        <dl className={classes.changes}>
          {changes.map((change) => (
            <Change
              key={change.field}
              kind={kind}
              change={change}
              labels={labels}
              isNew={row.action === 'create'}
            />
          ))}
        </dl>
      ) : null}
      {row.changes.length > fewFields + 1 ? (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
          {all
            ? t('check.fewer')
            : t('check.fields', {
                count: row.changes.length,
                formatted: format.number(row.changes.length),
              })}
        </Button>
      ) : null}
    </div>
  );
}

interface ChangeProps {
  readonly kind: KindName;
  readonly change: ImportRow['changes'][number];
  readonly labels: Labels;
  readonly isNew: boolean;
}

function Change({ kind, change, labels, isNew }: ChangeProps) {
  const { t } = useTranslation(['importScreens', 'records']);
  const format = useFormat();
  const [field = '', ...rest] = change.field.split('.');
  const key = rest.length > 0 ? rest.join('.') : undefined;
  const name = format.fieldName(kind, field);
  const value = (content: unknown) => (
    <ChangedValue kind={kind} field={field} keyed={key !== undefined} value={content} labels={labels} />
  );
  const isEmpty = change.before === null || change.before === undefined;
  return (
    <div>
      <dt>{key === undefined ? name : t('records:history.key', { name, key: keyName(key) })}</dt>
      <dd>
        {isNew ? null : (
          <>
            {isEmpty ? (
              <span className={classes.quiet}>{t('importScreens:check.empty')}</span>
            ) : (
              <del className={classes.before}>
                <span className="musubi-hidden">{t('importScreens:check.was')}</span>
                {value(change.before)}
              </del>
            )}
            <span aria-hidden="true">→</span>
          </>
        )}
        <span>
          {isNew ? null : <span className="musubi-hidden">{t('importScreens:check.becomes')}</span>}
          {value(change.after)}
        </span>
      </dd>
    </div>
  );

  function keyName(of: string): string {
    const label = labels[of];
    if (label) return format.plain(label.label);
    return /^[a-z]{2,3}$/.test(of) ? format.languageName(of) : of;
  }
}

const longestShown = 60;
const mostChoices = 12;

function Problem({ problem }: { readonly problem: ImportRow['problems'][number] }) {
  const { i18n } = useTranslation(['errors', 'import']);
  const { column, code, value, allowed } = problem;
  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const words = {
    value: text.length > longestShown ? `${text.slice(0, longestShown)}…` : text,
    allowed: allowed?.slice(0, mostChoices).join(', ') ?? '',
  };
  const reason = lookUp(i18n, [`errors:problems.${code}`, `import:problems.${code}`], words) ?? code;
  return (
    <p className={classes.problem}>
      <strong>{column}</strong>
      {reason}
    </p>
  );
}
