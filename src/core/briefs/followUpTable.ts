import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { byDateDescending } from './dates.ts';
import { cell, column } from './sections.ts';
import { labelled } from './studyTable.ts';

export function followUpColumns(writer: BriefWriter): TableColumn[] {
  return [
    column(writer, 'date', 0.16),
    column(writer, 'followUp', 0.28, true),
    column(writer, 'outcome', 0.28),
    column(writer, 'nextAction', 0.28),
  ];
}

/** Follow-ups, newest first: what came of a study, what is next, who and until when. */
export function followUpRows(
  writer: BriefWriter,
  followUps: readonly BriefRecord<'followUp'>[],
  naming: 'withStudy' | 'withoutStudy',
): DataTable['rows'] {
  return [...followUps]
    .sort((a, b) => byDateDescending<typeof a>((each) => each.date)(a, b) || (a.id < b.id ? -1 : 1))
    .map((followUp) => {
      writer.use(followUp);
      return [
        cell(writer, [
          followUp.date ? [text(writer.date(followUp.date))] : [],
          followUp.status ? muted([text(writer.choice('followUp-status', followUp.status))]) : [],
        ]),
        cell(writer, [
          [...strong(writer.text(followUp.title)), ...writer.citeRecord(followUp)],
          naming === 'withStudy'
            ? muted(writer.name(followUp.study) ?? writer.name(followUp.project) ?? [])
            : [],
        ]),
        cell(writer, [writer.text(followUp.outcome)]),
        cell(writer, nextLines(writer, followUp)),
      ];
    });
}

function nextLines(writer: BriefWriter, followUp: BriefRecord<'followUp'>): Line[] {
  return [
    writer.text(followUp.nextAction),
    muted(labelled(writer, 'responsible', writer.name(followUp.responsible) ?? [])),
    muted(labelled(writer, 'due', followUp.due ? [text(writer.date(followUp.due))] : [])),
  ];
}
