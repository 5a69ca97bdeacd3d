import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLabel } from '#contract/schemas.ts';
import type { SettleChoice, SyncConflict } from '#contract/syncSchemas.ts';
import { urbanOsActor } from '#core/sync/readable.ts';
import { RecordLink } from '../../../components/RecordLink.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { ChangedValue } from '../../records/index.ts';
import shared from '../sync.module.css';
import { deletedField, fieldParts, otherValueOf } from './conflictModel.ts';
import classes from './conflicts.module.css';
import { OtherValue } from './OtherValue.tsx';

interface ConflictCardProps {
  readonly conflict: SyncConflict;
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly selected: boolean;
  readonly busy: boolean;
  /** How many conflicts are like this one, itself included. */
  readonly alike: number;
  readonly onSelect: (selected: boolean) => void;
  readonly onSelectAlike: () => void;
  readonly onSettle: (choice: SettleChoice) => void;
}

/** One field on which devices differ: every value with who and when, what it was before, and the ways to settle. */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, labels, selected, busy, onSettle } = props;
  const { t } = useTranslation('sync');
  const format = useFormat();
  const { field, key } = fieldParts(conflict);
  const isRemoval = conflict.field === deletedField;
  const part =
    key === undefined
      ? undefined
      : labels[key]
        ? format.plain(labels[key].label)
        : /^[a-z]{2,3}$/.test(key)
          ? format.languageName(key)
          : key;
  const fieldName = isRemoval ? t('conflict.removal') : format.fieldName(conflict.kind, field);
  const name = part ? t('conflict.fieldPart', { field: fieldName, part }) : fieldName;
  const record = format.plain(conflict.label) || format.kindName(conflict.kind);
  const value = (content: unknown) =>
    isRemoval ? (
      t('conflict.removed')
    ) : (
      <span lang={key && /^[a-z]{2,3}$/.test(key) && key !== format.language ? key : undefined}>
        <ChangedValue
          kind={conflict.kind}
          field={field}
          keyed={key !== undefined}
          value={content}
          labels={labels}
        />
      </span>
    );
  const mine = conflict.values.filter((one) => one.mine);
  const theirs = conflict.values.filter((one) => !one.mine);
  const other = otherValueOf(conflict);
  const [isEntering, setEntering] = useState(false);
  return (
    <article className={classes.conflict} aria-label={`${record}: ${name}`}>
      <header className={classes.conflictHead}>
        <Checkbox
          checked={selected}
          onChange={(event) => props.onSelect(event.currentTarget.checked)}
          aria-label={t('conflict.select', { name: `${record}: ${name}` })}
        />
        <div className={classes.conflictName}>
          <RecordLink id={conflict.recordId} kind={conflict.kind} label={conflict.label} icon />
          <h2 className={classes.fieldName}>{name}</h2>
        </div>
        {props.alike > 1 ? (
          <Button size="compact-sm" variant="subtle" onClick={props.onSelectAlike}>
            {t('conflict.selectAlike', { count: props.alike })}
          </Button>
        ) : null}
      </header>
      {isRemoval ? <p className={shared.stateLine}>{t('conflict.removalHelp')}</p> : null}
      <dl className={classes.values}>
        {[...mine, ...theirs].map((one) => (
          <div key={one.operationId} className={classes.value} data-mine={one.mine || undefined}>
            <dt>
              <strong>{one.mine ? t('conflict.mine') : t('conflict.theirs')}</strong>
              <span className={shared.quiet}>
                {t('conflict.who', {
                  who: one.actorName ?? t(writerWord(one)),
                  when: format.instant(one.at),
                })}
              </span>
            </dt>
            <dd>
              {value(one.value)}
              {isRemoval ? null : conflict.values.length > 2 ? (
                <Button
                  size="compact-sm"
                  variant="outline"
                  disabled={busy}
                  className={classes.takeOne}
                  onClick={() => onSettle({ take: 'one', operationId: one.operationId })}
                >
                  {t('conflict.takeThis')}
                </Button>
              ) : null}
            </dd>
          </div>
        ))}
        {isRemoval ? null : (
          <div className={classes.value} data-before="true">
            <dt>
              <strong>{t('conflict.before')}</strong>
            </dt>
            <dd>
              {conflict.before === undefined ? (
                <span className={shared.quiet}>{t('conflict.beforeUnknown')}</span>
              ) : (
                value(conflict.before)
              )}
            </dd>
          </div>
        )}
      </dl>
      {isRemoval ? (
        <div className={shared.buttons}>
          <Button disabled={busy} onClick={() => onSettle({ take: 'value', value: false })}>
            {t('conflict.keepRecord')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => onSettle({ take: 'value', value: true })}>
            {t('conflict.removeRecord')}
          </Button>
        </div>
      ) : (
        <>
          <div className={shared.buttons}>
            {mine.length === 1 ? (
              <Button disabled={busy} variant="outline" onClick={() => onSettle({ take: 'mine' })}>
                {t('conflict.takeMine')}
              </Button>
            ) : null}
            {theirs.length === 1 ? (
              <Button disabled={busy} variant="outline" onClick={() => onSettle({ take: 'theirs' })}>
                {t('conflict.takeTheirs')}
              </Button>
            ) : null}
            {other.type === undefined ? (
              <Button
                renderRoot={(rest) => (
                  <Link to="/record/$id/edit" params={{ id: conflict.recordId }} {...rest} />
                )}
                variant="subtle"
              >
                {t('conflict.editRecord')}
              </Button>
            ) : isEntering ? null : (
              <Button variant="subtle" onClick={() => setEntering(true)}>
                {t(other.merged ? 'conflict.merge' : 'conflict.enterOther')}
              </Button>
            )}
          </div>
          {isEntering ? (
            <OtherValue
              other={other}
              name={name}
              busy={busy}
              onSettle={onSettle}
              onClose={() => setEntering(false)}
            />
          ) : null}
        </>
      )}
    </article>
  );
}

/** Who wrote a value that comes without a name. */
function writerWord({
  actor,
  mine,
}: SyncConflict['values'][number]): 'history.urbanOs' | 'conflict.thisDevice' | 'history.device' {
  if (actor === urbanOsActor) return 'history.urbanOs';
  return mine ? 'conflict.thisDevice' : 'history.device';
}
