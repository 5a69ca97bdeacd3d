import type { z } from 'zod';
import type {
  BoardOutput,
  boardInputSchema,
  CalendarOutput,
  calendarInputSchema,
  TimelineOutput,
  timelineInputSchema,
  WorkOutput,
  workInputSchema,
} from '#contract/pipelineSchemas.ts';
import { fiscalYearSpan } from '#core/calendar/fiscalYear.ts';
import { followUpPlace, followUpSpans } from '#core/followUps/followUpPlace.ts';
import { groupsOf } from '#core/followUps/groups.ts';
import { compareDue, countDue, isOpen } from '#core/followUps/workList.ts';
import { projectStages } from '#core/kinds/choices.ts';
import { compareCards } from '#core/projects/boardOrder.ts';
import { stageSpans } from '#core/projects/stageSpans.ts';
import type { PartOfRecord } from '#db/queries/fieldsOfRecords.ts';
import type { Statements } from '#db/statements.ts';
import type { RegistryReader } from '../registry/reader.ts';
import { drawnOf, readDrawn, readPlaces, seenIds } from './placedRecords.ts';

interface Sources {
  readonly reader: RegistryReader;
  readonly statements: Statements;
}

/** Projects by stage, in the order of the board; a column for every stage, and one more where any has none. */
export function readBoard(sources: Sources, request: z.output<typeof boardInputSchema>): BoardOutput {
  const cards = readPlaces(sources, 'project', request, ['stage', 'boardOrder']).sort(compareCards);
  const byStage = Map.groupBy(cards, ({ stage }) => projectStages.find((known) => known === stage) ?? null);
  const columns = [...(byStage.has(null) ? [null] : []), ...projectStages].map((stage) => {
    const own = byStage.get(stage) ?? [];
    const shown = own.slice(0, Math.max(request.perColumn, request.more[stage ?? 'unknown'] ?? 0));
    return { stage, total: own.length, shown };
  });
  const { records, labels } = drawn(
    sources,
    'project',
    request.audience,
    columns.flatMap(({ shown }) => shown),
  );
  return {
    columns: columns.map(({ stage, total, shown }) => ({ stage, total, items: drawnOf(shown, records) })),
    labels,
  };
}

/** Follow-ups by the day, or for the month at hand the month, on which they stand. */
export function readCalendar(
  sources: Sources,
  request: z.output<typeof calendarInputSchema>,
): CalendarOutput {
  const { first, last, month, perPlace, whole, audience } = request;
  const all = readPlaces(sources, 'followUp', request, ['status', 'due', 'date']);
  const byPlace = Map.groupBy(all, followUpPlace);
  const places = [...byPlace].flatMap(([place, own]) => {
    if (place === undefined || !(place === month || (place.length === 10 && place >= first && place <= last)))
      return [];
    // What is late or waits comes before what is done: it must not be the part that is folded away.
    const sorted = own.toSorted((a, b) => Number(!isOpen(a)) - Number(!isOpen(b)));
    return [{ place, total: own.length, shown: whole.includes(place) ? sorted : sorted.slice(0, perPlace) }];
  });
  const { records } = drawn(
    sources,
    'followUp',
    audience,
    places.flatMap(({ shown }) => shown),
  );
  return {
    places: places.map(({ place, total, shown }) => ({ place, total, items: drawnOf(shown, records) })),
    undated: byPlace.get(undefined)?.length ?? 0,
  };
}

/** Projects by name, follow-ups by when they are due, that have something in a Japanese fiscal year. */
export function readTimeline(
  sources: Sources,
  request: z.output<typeof timelineInputSchema>,
): TimelineOutput {
  const { kind, year, today, limit, audience } = request;
  const { first, last } = fiscalYearSpan(year);
  const fields = kind === 'project' ? ['stageHistory'] : ['status', 'due', 'date'];
  const spansOf = (item: PartOfRecord) =>
    kind === 'project'
      ? stageSpans(item.stageHistory, today)
      : Object.values(followUpSpans(item)).filter((span) => span !== undefined);
  let undated = 0;
  const inYear = readPlaces(sources, kind, request, fields).filter((item) => {
    const spans = spansOf(item);
    if (spans.length === 0) undated += 1;
    return spans.some((span) => span.first <= last && span.last >= first);
  });
  if (kind === 'followUp') inYear.sort(compareDue);
  const shown = inYear.slice(0, limit);
  const { records, labels } = drawn(sources, kind, audience, shown);
  return { total: inYear.length, undated, items: drawnOf(shown, records), labels };
}

/** Open follow-ups under headings, and the closed ones, the latest first. */
export function readWork(sources: Sources, request: z.output<typeof workInputSchema>): WorkOutput {
  const { by, today, limit, audience } = request;
  const all = readPlaces(sources, 'followUp', request, [
    'status',
    'due',
    'date',
    ...(by === 'due' || by === 'none' ? [] : [by]),
  ]);
  const open = all.filter(isOpen);
  const when = ({ date, due }: PartOfRecord) => String(date ?? due ?? '');
  const closed = all.filter((item) => !isOpen(item)).sort((a, b) => (when(a) < when(b) ? 1 : -1));
  let left = limit;
  const groups = groupsOf(withSeenValues(sources, open, request), by, today).map(({ value, items }) => {
    const shown = items.slice(0, left);
    left -= shown.length;
    return { value: value ?? null, total: items.length, shown };
  });
  const shownClosed = closed.slice(0, request.closed);
  const { records, labels } = drawn(sources, 'followUp', audience, [
    ...groups.flatMap(({ shown }) => shown),
    ...shownClosed,
  ]);
  return {
    counts: countDue(open, today),
    open: open.length,
    groups: groups.map(({ value, total, shown }) => ({ value, total, items: drawnOf(shown, records) })),
    closed: { total: closed.length, items: drawnOf(shownClosed, records) },
    labels: {
      ...sources.reader.labels(groups.flatMap(({ value }) => (by === 'due' ? [] : (value ?? [])))),
      ...labels,
    },
  };
}

const kindOfGroup = { city: 'city', study: 'study', responsible: 'organisation' } as const;

/** A heading never names a record that the reader may not see. */
function withSeenValues(
  { reader }: Sources,
  open: readonly PartOfRecord[],
  { by, audience }: z.output<typeof workInputSchema>,
): readonly PartOfRecord[] {
  if (by === 'due' || by === 'none' || audience === 'private') return open;
  const ids = [...new Set(open.flatMap((item) => (typeof item[by] === 'string' ? [item[by]] : [])))];
  const seen = new Set(seenIds(reader, kindOfGroup[by], audience, { ids }));
  return open.map((item) => (seen.has(String(item[by])) ? item : { ...item, [by]: undefined }));
}

function drawn(
  { reader }: Sources,
  kind: 'project' | 'followUp',
  audience: z.output<typeof workInputSchema>['audience'],
  places: readonly { readonly id: string }[],
) {
  return readDrawn(
    reader,
    kind,
    audience,
    places.map(({ id }) => id),
  ) as {
    records: ReadonlyMap<string, BoardOutput['columns'][number]['items'][number]>;
    labels: BoardOutput['labels'];
  };
}
