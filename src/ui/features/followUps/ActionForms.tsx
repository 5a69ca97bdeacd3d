import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths } from '#core/calendar/days.ts';
import { dueDate } from '#core/followUps/workList.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { readPartialDate } from '../records/form/partialDate.ts';
import { DateField } from './DateField.tsx';
import classes from './followUps.module.css';
import { textIn, useFollowUpActions } from './useFollowUpActions.ts';

export type ActionName = 'done' | 'postpone' | 'nextAction';

interface ActionFormProps {
  readonly action: ActionName;
  readonly followUp: RegistryRecord;
  readonly today: string;
  readonly onClose: () => void;
}

/** What is asked in the row itself for one of its actions. */
export function ActionForm(props: ActionFormProps) {
  switch (props.action) {
    case 'done':
      return <DoneForm {...props} />;
    case 'postpone':
      return <PostponeForm {...props} />;
    case 'nextAction':
      return <NextForm {...props} />;
  }
}

function DoneForm({ followUp, today, onClose }: ActionFormProps) {
  const { t } = useTranslation('followUps');
  const { language } = useFormat();
  const actions = useFollowUpActions();
  const [date, setDate] = useState(today);
  const [outcome, setOutcome] = useState(textIn(followUp.outcome, language));
  const [next, setNext] = useState('');
  const [nextDue, setNextDue] = useState('');
  const day = readPartialDate(date);
  const due = nextDue.trim() === '' ? undefined : readPartialDate(nextDue);
  const isReady = day !== undefined && (nextDue.trim() === '' || due !== undefined);
  return (
    <Frame
      title={t('doneForm.title')}
      save={t('doneForm.save')}
      isReady={isReady}
      onClose={onClose}
      onSave={() => actions.finish(followUp, { date: day ?? today, outcome, next, nextDue: due })}
    >
      <Textarea
        size="sm"
        autosize
        minRows={2}
        maxRows={8}
        label={t('doneForm.outcome')}
        value={outcome}
        autoFocus
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
      <DateField label={t('doneForm.date')} typed={date} onType={setDate} />
      <div className={classes.pair}>
        <TextInput
          size="sm"
          label={t('doneForm.next')}
          description={t('doneForm.nextHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={next}
          autoComplete="off"
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <DateField label={t('doneForm.nextDue')} typed={nextDue} onType={setNextDue} />
      </div>
    </Frame>
  );
}

function PostponeForm({ followUp, today, onClose }: ActionFormProps) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const actions = useFollowUpActions();
  const [typed, setTyped] = useState('');
  const date = readPartialDate(typed);
  // What is late is put off from today; what is not, from the day on which it is due.
  const due = dueDate(followUp);
  const from = due !== undefined && due.length === 10 && due > today ? due : today;
  const offers = [
    ['week', addDays(from, 7)],
    ['twoWeeks', addDays(from, 14)],
    ['month', addMonths(from, 1)],
  ] as const;
  return (
    <Frame
      title={t('postponeForm.title')}
      save={t('postponeForm.save')}
      isReady={date !== undefined}
      onClose={onClose}
      onSave={() => actions.postpone(followUp, date ?? today)}
    >
      <div className={classes.offers}>
        {offers.map(([name, day], index) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            autoFocus={index === 0}
            onClick={() => actions.postpone(followUp, day).then(onClose, reportError)}
          >
            {t(`postponeForm.${name}`)}
            <span className={classes.offerDate}>{format.shortDate(day)}</span>
          </Button>
        ))}
      </div>
      <DateField label={t('postponeForm.other')} typed={typed} onType={setTyped} />
    </Frame>
  );
}

function NextForm({ followUp, onClose }: ActionFormProps) {
  const { t } = useTranslation('followUps');
  const { language } = useFormat();
  const actions = useFollowUpActions();
  const [action, setAction] = useState(textIn(followUp.nextAction, language));
  const [typed, setTyped] = useState(typeof followUp.due === 'string' ? followUp.due : '');
  const [waiting, setWaiting] = useState(followUp.status === 'waiting');
  const due = typed.trim() === '' ? undefined : readPartialDate(typed);
  return (
    <Frame
      title={t('nextForm.title')}
      save={t('nextForm.save')}
      isReady={action.trim() !== '' && (typed.trim() === '' || due !== undefined)}
      onClose={onClose}
      onSave={() => actions.planNext(followUp, { action, due, waiting })}
    >
      <Textarea
        size="sm"
        autosize
        minRows={2}
        maxRows={8}
        label={t('nextForm.action')}
        value={action}
        autoFocus
        onChange={(event) => setAction(event.currentTarget.value)}
      />
      <DateField label={t('nextForm.due')} typed={typed} onType={setTyped} />
      <Checkbox
        size="sm"
        label={t('nextForm.waiting')}
        checked={waiting}
        onChange={(event) => setWaiting(event.currentTarget.checked)}
      />
    </Frame>
  );
}

interface FrameProps {
  readonly title: string;
  readonly save: string;
  readonly isReady: boolean;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Ctrl+Enter saves, Escape leaves; while a word is composed both belong to the input method. */
function Frame({ title, save, isReady, onSave, onClose, children }: FrameProps) {
  const { t } = useTranslation('followUps');
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || busy) return;
    setBusy(true);
    onSave()
      .then(onClose, reportError)
      .finally(() => setBusy(false));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form className={classes.form} aria-label={title} onSubmit={submit} onKeyDown={onKeyDown}>
      {children}
      <div className={classes.formActions}>
        <Button type="submit" size="compact-sm" loading={busy} disabled={!isReady}>
          {save}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
