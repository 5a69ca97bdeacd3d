import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectStage } from '#core/kinds/choices.ts';
import { runsBackwards } from '#core/projects/stageHistory.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { readPartialDate } from '../../records/form/partialDate.ts';
import classes from './board.module.css';

interface MoveFormProps {
  readonly project: RegistryRecord;
  readonly stage: ProjectStage;
  readonly today: string;
  readonly busy: boolean;
  readonly onSave: (date: string, reason: string) => void;
  readonly onCancel: () => void;
}

/** When and why, asked in the card itself before the change of stage is written. */
export function MoveForm({ project, stage, today, busy, onSave, onCancel }: MoveFormProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const [typed, setTyped] = useState(today);
  const [reason, setReason] = useState('');
  const date = readPartialDate(typed);
  const before = date && runsBackwards(project.stageHistory, date);
  const to = format.choice('project', 'stage', stage);
  const heading =
    typeof project.stage === 'string'
      ? t('board.form', { from: format.choice('project', 'stage', project.stage), to })
      : t('board.formNew', { to });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (date && !busy) onSave(date, reason);
  };
  return (
    <form
      className={classes.moveForm}
      aria-label={heading}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <p className={classes.moveHeading}>{heading}</p>
      <TextInput
        size="sm"
        label={t('board.date')}
        value={typed}
        error={date ? undefined : t('board.notDate')}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {before ? (
        <p className={classes.backwards} role="status">
          <IconAlertTriangle size={16} aria-hidden="true" />
          {t('board.backwards', { date: format.shortDate(before) })}
        </p>
      ) : null}
      <TextInput
        size="sm"
        label={t('board.reason')}
        placeholder={t('board.reasonHelp')}
        value={reason}
        maxLength={2_000}
        autoComplete="off"
        data-autofocus
        ref={(field) => {
          // Once, when the question appears.
          if (field && !field.dataset.asked) {
            field.dataset.asked = 'yes';
            field.focus();
          }
        }}
        onKeyDown={(event) => {
          // Enter ends a word that is being composed; it does not send the form.
          if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault();
        }}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.formActions}>
        <Button type="submit" size="compact-sm" loading={busy} disabled={!date}>
          {t('board.save')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onCancel}>
          {t('board.cancel')}
        </Button>
      </div>
    </form>
  );
}
