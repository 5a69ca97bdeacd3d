import { Button, Checkbox } from '@mantine/core';
import { IconArrowForwardUp, IconCalendarPlus, IconCheck, type TablerIcon } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLabel } from '#contract/schemas.ts';
import { dueDate, isOpen } from '#core/followUps/workList.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { ActionForm, type ActionName } from './ActionForms.tsx';
import { DueChip } from './DueChip.tsx';
import classes from './followUps.module.css';

interface WorkRowProps {
  readonly followUp: RegistryRecord;
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly today: string;
  readonly isSelected: boolean;
  readonly onSelect: (selected: boolean) => void;
  /** What stands as the heading already. */
  readonly hidden?: string | undefined;
}

const actionIcons: Readonly<Record<ActionName, TablerIcon>> = {
  done: IconCheck,
  postpone: IconCalendarPlus,
  nextAction: IconArrowForwardUp,
};

/** One follow-up with what can be done about it, here and now. */
export function WorkRow({ followUp, labels, today, isSelected, onSelect, hidden }: WorkRowProps) {
  const { t } = useTranslation(['followUps', 'pipeline']);
  const format = useFormat();
  const [action, setAction] = useState<ActionName>();
  const row = useRef<HTMLLIElement>(null);
  const title = format.plain(followUp.title as LanguageMap | undefined);
  const due = dueDate(followUp);
  const open = isOpen(followUp);
  const waitsFor = followUp.status === 'waiting' ? labels[String(followUp.responsible)] : undefined;
  const context = (['city', 'study', 'project', 'responsible'] as const).flatMap((field) => {
    const id = followUp[field];
    const label = typeof id === 'string' ? labels[id] : undefined;
    if (field === hidden || !label || (field === 'responsible' && waitsFor)) return [];
    return [{ id: String(id), label }];
  });
  const text = (field: 'nextAction' | 'outcome') => followUp[field] as LanguageMap | undefined;

  const close = () => {
    const last = action;
    setAction(undefined);
    // Back to where the question was asked from.
    if (last) row.current?.querySelector<HTMLElement>(`[data-action="${last}"]`)?.focus();
  };

  return (
    <li ref={row} className={classes.row} data-selected={isSelected || undefined}>
      <Checkbox
        size="sm"
        className={classes.check}
        aria-label={t('pipeline:board.select', { title })}
        checked={isSelected}
        onChange={(event) => onSelect(event.currentTarget.checked)}
      />
      <div className={classes.words}>
        <RecordLink id={followUp.id} kind="followUp" label={followUp.title as LanguageMap | undefined} />
        {context.length > 0 ? (
          <span className={classes.context}>
            {context.map(({ id, label }) => (
              <RecordLink key={id} id={id} kind={label.kind} label={label.label} icon />
            ))}
          </span>
        ) : null}
        {open && text('nextAction') ? (
          <span className={classes.next}>
            <span className={classes.quiet}>{t('followUps:next')}</span>
            <LanguageText value={text('nextAction')} />
          </span>
        ) : null}
        {!open && text('outcome') ? (
          <span className={classes.next}>
            <span className={classes.quiet}>{t('followUps:outcome')}</span>
            <LanguageText value={text('outcome')} />
          </span>
        ) : null}
      </div>
      <div className={classes.side}>
        {waitsFor ? (
          <Chip tone="accent">{t('followUps:waitingFor', { name: format.plain(waitsFor.label) })}</Chip>
        ) : followUp.status === 'waiting' || !open ? (
          <Chip>{format.choice('followUp', 'status', String(followUp.status))}</Chip>
        ) : null}
        {due ? (
          <span className={classes.date}>
            {t(open ? 'followUps:due' : 'followUps:doneOn', {
              date: format.shortDate(open ? due : String(followUp.date ?? due)),
            })}
          </span>
        ) : null}
        {open ? <DueChip date={due} today={today} /> : null}
      </div>
      {open ? (
        // biome-ignore lint/a11y/useSemanticElements: three buttons are no fields of a form
        <div className={classes.actions} role="group" aria-label={t('followUps:actionsFor', { title })}>
          {(['done', 'postpone', 'nextAction'] as const).map((name) => {
            const Icon = actionIcons[name];
            return (
              <Button
                key={name}
                data-action={name}
                size="compact-sm"
                variant={action === name ? 'light' : 'subtle'}
                aria-expanded={action === name}
                leftSection={<Icon size={16} aria-hidden="true" />}
                onClick={() => (action === name ? close() : setAction(name))}
              >
                {t(`followUps:${name}`)}
              </Button>
            );
          })}
        </div>
      ) : null}
      {action ? (
        <div className={classes.formPlace}>
          <ActionForm action={action} followUp={followUp} today={today} onClose={close} />
        </div>
      ) : null}
    </li>
  );
}
