import type { DataTable, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { byDateDescending, formatSpan } from './dates.ts';
import { cell, column } from './sections.ts';

export function eventColumns(writer: BriefWriter): TableColumn[] {
  return [
    column(writer, 'date', 0.2),
    column(writer, 'event', 0.42, true),
    column(writer, 'themeAndOutcome', 0.38),
  ];
}

/** Meetings and seminars, newest first. */
export function sortEvents(events: readonly BriefRecord<'event'>[]): BriefRecord<'event'>[] {
  return [...events].sort(
    (a, b) => byDateDescending<typeof a>((each) => each.start)(a, b) || (a.id < b.id ? -1 : 1),
  );
}

export function eventRows(writer: BriefWriter, events: readonly BriefRecord<'event'>[]): DataTable['rows'] {
  return sortEvents(events).map((event) => {
    writer.use(event);
    const kind = [
      event.type ? [text(writer.choice('event-type', event.type))] : [],
      writer.text(event.place),
      event.status && event.status !== 'held' ? [text(writer.choice('event-status', event.status))] : [],
    ].filter((line) => line.length > 0);
    return [
      cell(writer, event.start ? [[text(formatSpan(event.start, event.end, writer.language))]] : []),
      cell(writer, [
        [...strong(writer.text(event.name)), ...writer.citeRecord(event)],
        muted(writer.join(kind)),
      ]),
      cell(writer, [writer.text(event.theme), writer.text(event.outcome)]),
    ];
  });
}
