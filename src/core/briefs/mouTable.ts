import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { byDateDescending } from './dates.ts';
import { cell, column } from './sections.ts';
import { labelled, memberName } from './studyTable.ts';

export function mouColumns(writer: BriefWriter): TableColumn[] {
  return [
    column(writer, 'date', 0.15),
    column(writer, 'mou', 0.4, true),
    column(writer, 'parties', 0.28),
    column(writer, 'status', 0.17),
  ];
}

/** Memoranda, newest first. */
export function sortMous(mous: readonly BriefRecord<'mou'>[]): BriefRecord<'mou'>[] {
  return [...mous].sort(
    (a, b) => byDateDescending<typeof a>((each) => each.date)(a, b) || (a.id < b.id ? -1 : 1),
  );
}

/** @param detail `title` leaves out what a memorandum says, for those that only set the frame */
export function mouRows(
  writer: BriefWriter,
  mous: readonly BriefRecord<'mou'>[],
  detail: 'content' | 'title' = 'content',
): DataTable['rows'] {
  return sortMous(mous).map((mou) => {
    writer.use(mou);
    return [
      cell(writer, mou.date ? [[text(writer.date(mou.date))]] : []),
      cell(writer, [
        [...strong(writer.text(mou.title)), ...writer.citeRecord(mou)],
        ...(detail === 'content'
          ? [writer.text(mou.subject), muted(labelled(writer, 'remarks', writer.text(mou.remarks)))]
          : []),
      ]),
      cell(
        writer,
        (mou.parties ?? []).map((party) => memberName(writer, party.orgId, party.name)),
      ),
      cell(writer, statusLines(writer, mou)),
    ];
  });
}

function statusLines(writer: BriefWriter, mou: BriefRecord<'mou'>): Line[] {
  const ended = mou.validUntil && mou.validUntil < writer.asOf.slice(0, mou.validUntil.length);
  return [
    mou.status ? [text(writer.choice('mou-status', mou.status))] : [],
    mou.type ? muted([text(writer.choice('mou-type', mou.type))]) : [],
    mou.validUntil
      ? muted(labelled(writer, ended ? 'ended' : 'validUntil', [text(writer.date(mou.validUntil))]))
      : [],
  ];
}
