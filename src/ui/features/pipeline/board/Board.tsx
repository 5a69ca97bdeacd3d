import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProjectStage, projectStages } from '#core/kinds/choices.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { writeConditions } from '../../records/filters/address.ts';
import shared from '../pipeline.module.css';
import type { ViewProps } from '../RecordViews.tsx';
import classes from './board.module.css';
import { Card, CardFacts, gripId } from './Card.tsx';
import {
  type BoardColumn,
  type BoardKey,
  type BoardPlace,
  columnsOf,
  neighboursOf,
  placeOf,
  steppedPlace,
  withCardAt,
} from './columns.ts';
import { MoveForm } from './MoveForm.tsx';
import { useBoardMoves } from './useBoardMoves.ts';

/** A card on its way: held by the keyboard, or put down and waiting for day and reason. */
interface Underway extends BoardPlace {
  readonly id: string;
  readonly asks: boolean;
}

const arrows: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** A card under the pointer counts before the column around it. */
const underPointer: CollisionDetection = (input) => {
  const hits = pointerWithin(input);
  const cards = hits.filter(({ id }) => id !== input.active.id && !String(id).startsWith('column:'));
  return cards.length > 0 ? cards : hits.filter(({ id }) => String(id).startsWith('column:'));
};

/** Projects by stage. A card is moved with the mouse, a finger or the keyboard; day and reason are asked in place. */
export function Board({ where, selected, onSelect, open, onOpen }: ViewProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const helpId = useId();
  const [more, setMore] = useState<Readonly<Partial<Record<ProjectStage | 'unknown', number>>>>({});
  const { data, error } = useQuery(
    orpc.pipeline.board.queryOptions({
      input: { where: [...where], perColumn, more },
      placeholderData: keepPreviousData,
    }),
  );
  const [underway, setUnderway] = useState<Underway>();
  const [dragged, setDragged] = useState<string>();
  const [target, setTarget] = useState<BoardPlace & { readonly near?: string; readonly after?: boolean }>();
  const [isSaving, setSaving] = useState(false);
  const [said, say] = useState('');
  const [focus, setFocus] = useState<{ readonly id: string }>();
  const move = useBoardMoves();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );
  const standing = useMemo(() => columnsOf(data?.columns ?? []), [data]);
  const items = useMemo(() => standing.flatMap(({ cards }) => cards), [standing]);
  const shown = underway ? withCardAt(standing, underway.id, underway) : standing;
  const titleOf = (id: string) =>
    format.plain(items.find((item) => item.id === id)?.title as LanguageMap | undefined);
  const stageName = (stage: ProjectStage) => format.choice('project', 'stage', stage);

  // A card that changed its column is another element: the focus follows it.
  useEffect(() => {
    if (focus) document.getElementById(gripId(focus.id))?.focus();
  }, [focus]);

  const whereText = (id: string, place: BoardPlace) => {
    const { cards, hidden } = withCardAt(standing, id, place).find(({ stage }) => stage === place.stage) ?? {
      cards: [],
      hidden: 0,
    };
    return {
      title: titleOf(id),
      stage: stageName(place.stage),
      place: format.number(place.index + 1),
      total: format.number(cards.length + hidden),
    };
  };

  const write = async (id: string, place: BoardPlace, date: string, reason: string, arranges: boolean) => {
    setSaving(true);
    try {
      await move({
        id,
        stage: place.stage,
        date,
        reason,
        arranges,
        place: neighboursOf(standing, id, place),
      });
      say(t('board.dropped', whereText(id, place)));
      setUnderway(undefined);
      setFocus({ id });
    } catch (cause) {
      reportError(cause);
    } finally {
      setSaving(false);
    }
  };

  /** Another stage is asked about; another place in the column is simply written. */
  const putDown = (id: string, place: BoardPlace) => {
    const from = placeOf(standing, id);
    if (from?.stage !== place.stage) {
      setUnderway({ id, ...place, asks: true });
      say(t('board.ask', { title: titleOf(id), stage: stageName(place.stage) }));
    } else if (from.index !== place.index) {
      setUnderway({ id, ...place, asks: false });
      void write(id, place, today, '', true);
    } else {
      setUnderway(undefined);
      say(t('board.dropped', whereText(id, place)));
    }
  };

  const cancel = (id: string) => {
    setUnderway(undefined);
    say(t('board.cancelled', { title: titleOf(id) }));
    setFocus({ id });
  };

  const pickUp = (id: string) => {
    const place = placeOf(standing, id) ?? { stage: projectStages[0], index: 0 };
    setUnderway({ id, ...place, asks: false });
    say(t('board.picked', whereText(id, place)));
    setFocus({ id });
  };

  const onGripKey = (id: string, event: KeyboardEvent) => {
    if (underway?.id !== id || underway.asks) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      cancel(id);
    } else if (arrows.includes(event.key)) {
      event.preventDefault();
      const place = steppedPlace(standing, id, underway, event.key as BoardKey);
      setUnderway({ id, ...place, asks: false });
      say(t('board.over', whereText(id, place)));
      setFocus({ id });
    }
  };

  const targetOf = ({ active, over }: DragMoveEvent | DragEndEvent): typeof target => {
    if (!over) return undefined;
    const id = String(active.id);
    const overId = String(over.id);
    if (overId.startsWith('column:')) {
      const stage = projectStages.find((name) => `column:${name}` === overId);
      const rest = standing.find((column) => column.stage === stage)?.cards.filter((card) => card.id !== id);
      return stage && { stage, index: rest?.length ?? 0 };
    }
    const near = placeOf(withCardAt(standing, id, { stage: 'stopped', index: 0 }), overId);
    const box = active.rect.current.translated;
    if (!near || !box) return undefined;
    const cards = standing.find(({ stage }) => stage === near.stage)?.cards.filter((card) => card.id !== id);
    const index = cards?.findIndex((card) => card.id === overId) ?? 0;
    const after = box.top + box.height / 2 > over.rect.top + over.rect.height / 2;
    return { stage: near.stage, index: after ? index + 1 : index, near: overId, after };
  };

  const onDragEnd = (event: DragEndEvent) => {
    const place = targetOf(event);
    setDragged(undefined);
    setTarget(undefined);
    if (place) putDown(String(event.active.id), { stage: place.stage, index: place.index });
  };

  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading rows={8} height={28} />;
  const { labels } = data;
  const lifted = items.find(({ id }) => id === dragged);
  return (
    <div className={classes.boardFrame}>
      <div className={shared.toolRow}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilter size={16} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link to="/pipeline/funnel" search={writeConditions(where) as never} {...props} />
          )}
        >
          {t('board.funnel')}
        </Button>
      </div>
      <p id={helpId} className="musubi-hidden">
        {t('board.moveHelp')}
      </p>
      <div className="musubi-hidden" role="status" aria-live="assertive">
        {said}
      </div>
      <DndContext
        sensors={sensors}
        collisionDetection={underPointer}
        // What happens is said above, in the reader's language, for the mouse and the keyboard alike.
        accessibility={{
          screenReaderInstructions: { draggable: t('board.moveHelp') },
          announcements: { onDragStart: none, onDragOver: none, onDragEnd: none, onDragCancel: none },
        }}
        onDragStart={({ active }: DragStartEvent) => {
          setUnderway(undefined);
          setDragged(String(active.id));
        }}
        onDragMove={(event) => setTarget(targetOf(event))}
        onDragCancel={() => {
          setDragged(undefined);
          setTarget(undefined);
        }}
        onDragEnd={onDragEnd}
      >
        <section className={classes.board} aria-label={t('board.label')}>
          {shown.map((column) => (
            <Column
              key={column.stage ?? ''}
              column={column}
              isTarget={target !== undefined && target.stage === column.stage && target.near === undefined}
              onMore={() =>
                setMore({ ...more, [column.stage ?? 'unknown']: column.cards.length + cardsMore })
              }
            >
              {column.cards.map((project) => (
                <Card
                  key={project.id}
                  project={project}
                  labels={labels}
                  today={today}
                  helpId={helpId}
                  isSelected={selected.has(project.id)}
                  isOpen={open === project.id}
                  isHeld={underway?.id === project.id && !underway.asks}
                  insert={target?.near === project.id ? (target.after ? 'after' : 'before') : undefined}
                  question={
                    underway?.id === project.id && underway.asks ? (
                      <MoveForm
                        project={project}
                        stage={underway.stage}
                        today={today}
                        busy={isSaving}
                        onSave={(date, reason) => void write(project.id, underway, date, reason, false)}
                        onCancel={() => cancel(project.id)}
                      />
                    ) : undefined
                  }
                  onSelect={(chosen) => {
                    const next = new Set(selected);
                    if (chosen) next.add(project.id);
                    else next.delete(project.id);
                    onSelect(next);
                  }}
                  onOpen={() => onOpen(project.id)}
                  onGrip={() =>
                    underway?.id === project.id && !underway.asks
                      ? putDown(project.id, underway)
                      : pickUp(project.id)
                  }
                  onGripKey={(event) => onGripKey(project.id, event)}
                />
              ))}
            </Column>
          ))}
        </section>
        <DragOverlay dropAnimation={null}>
          {lifted ? (
            <div className={classes.card} data-lifted>
              <span className={classes.cardTitle}>{titleOf(lifted.id)}</span>
              <div className={classes.cardFacts}>
                <CardFacts project={lifted as RegistryRecord} labels={labels} today={today} />
              </div>
            </div>
          ) : null}
        </DragOverlay>
      </DndContext>
    </div>
  );
}

const none = () => undefined;

/** Cards of a column at first, and with each asking for more. */
const perColumn = 50;
const cardsMore = 200;

interface ColumnProps {
  readonly column: BoardColumn;
  readonly isTarget: boolean;
  readonly onMore: () => void;
  readonly children: ReactNode;
}

function Column({ column: { stage, cards, hidden }, isTarget, onMore, children }: ColumnProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const { setNodeRef } = useDroppable({ id: `column:${stage ?? 'unknown'}` });
  const name = stage ? format.choice('project', 'stage', stage) : t('board.unknown');
  return (
    <section
      ref={setNodeRef}
      className={classes.column}
      data-stage={stage ?? 'unknown'}
      data-target={isTarget || undefined}
      aria-label={t('board.column', { stage: name, formatted: format.number(cards.length + hidden) })}
    >
      <h2 className={classes.columnName}>
        {name}
        <span className={classes.columnCount}>{format.number(cards.length + hidden)}</span>
      </h2>
      {cards.length > 0 ? (
        <ol className={classes.cards}>{children}</ol>
      ) : (
        <p className={classes.columnEmpty}>{t('board.empty')}</p>
      )}
      {hidden > 0 ? (
        <Button variant="subtle" size="compact-sm" onClick={onMore}>
          {t('more', { count: hidden, formatted: format.number(hidden) })}
        </Button>
      ) : null}
    </section>
  );
}
