import { useDraggable, useDroppable } from '@dnd-kit/core';
import { Checkbox } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLabel } from '#contract/schemas.ts';
import { daySpan, daysFrom } from '#core/calendar/days.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { stageEntries } from '#core/projects/stageHistory.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../pipeline.module.css';
import classes from './board.module.css';

export interface CardProps {
  readonly project: RegistryRecord;
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly today: string;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  /** Picked up with the keyboard. */
  readonly isHeld: boolean;
  /** Where the dragged card would go, seen from this one. */
  readonly insert: 'before' | 'after' | undefined;
  /** The question in place of the card's facts. */
  readonly question?: ReactNode;
  readonly helpId: string;
  readonly onSelect: (selected: boolean) => void;
  readonly onOpen: () => void;
  readonly onGrip: () => void;
  readonly onGripKey: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

export const gripId = (id: string) => `grip-${id}`;

/** A project on the board: dragged as a whole, or moved by its grip with the keyboard. */
export function Card(props: CardProps) {
  const { project, question, insert, isHeld, isOpen, isSelected } = props;
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const drag = useDraggable({ id: project.id, disabled: question !== undefined });
  const drop = useDroppable({ id: project.id, data: { type: 'card' } });
  const title = format.plain(project.title as LanguageMap | undefined);
  return (
    <li
      ref={(element) => {
        drag.setNodeRef(element);
        drop.setNodeRef(element);
      }}
      className={classes.card}
      data-card={project.id}
      data-dragging={drag.isDragging || undefined}
      data-held={isHeld || undefined}
      data-open={isOpen || undefined}
      data-selected={isSelected || undefined}
      data-insert={insert}
      {...(question ? {} : drag.listeners)}
    >
      <div className={classes.cardTop}>
        <Checkbox
          size="xs"
          aria-label={t('board.select', { title })}
          checked={isSelected}
          onChange={(event) => props.onSelect(event.currentTarget.checked)}
        />
        <RecordLink
          id={project.id}
          kind="project"
          label={project.title as LanguageMap | undefined}
          className={classes.cardTitle}
        />
        <button
          type="button"
          id={gripId(project.id)}
          className={classes.grip}
          aria-label={t('board.move', { title })}
          aria-describedby={props.helpId}
          aria-pressed={isHeld}
          onClick={props.onGrip}
          onKeyDown={props.onGripKey}
        >
          <IconGripVertical size={18} aria-hidden="true" />
        </button>
      </div>
      {question ?? (
        // For the mouse: the whole card opens the panel. The keyboard has the title, which leads to the page.
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div className={classes.cardFacts} onClick={props.onOpen}>
          <CardFacts {...props} />
        </div>
      )}
    </li>
  );
}

export function CardFacts({ project, labels, today }: Pick<CardProps, 'project' | 'labels' | 'today'>) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const cities = ((project.cities ?? []) as string[]).flatMap((id) => {
    const label = labels[id];
    return label ? [{ id, label }] : [];
  });
  const programme = typeof project.programme === 'string' ? labels[project.programme] : undefined;
  const since = daySpan(stageEntries(project.stageHistory).at(-1)?.date)?.first;
  const days = since === undefined ? undefined : daysFrom(since, today);
  return (
    <>
      {cities.length > 0 ? (
        <span className={shared.cardLine}>
          {cities.map(({ id, label }) => (
            <LanguageText key={id} value={label.label} />
          ))}
        </span>
      ) : null}
      {programme ? (
        <span className={shared.cardLine}>
          <LanguageText value={programme.label} />
        </span>
      ) : null}
      <span className={classes.cardDays}>
        {days === undefined || days < 0
          ? since === undefined
            ? t('board.inStageUnknown')
            : format.shortDate(since)
          : t('board.inStage', { count: days, formatted: format.number(days) })}
      </span>
    </>
  );
}
