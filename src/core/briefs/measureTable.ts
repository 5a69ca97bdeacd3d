import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { cell, column, sortByName } from './sections.ts';

export function measureColumns(writer: BriefWriter): TableColumn[] {
  return [
    column(writer, 'indicator', 0.4, true),
    column(writer, 'baseline', 0.2),
    column(writer, 'target', 0.2),
    column(writer, 'latest', 0.2),
  ];
}

/** Indicators with where they began, where they should go, and the newest measurement. */
export function measureRows(
  writer: BriefWriter,
  measures: readonly BriefRecord<'measure'>[],
): DataTable['rows'] {
  return sortByName(writer, measures).map((measure) => {
    writer.use(measure);
    const latest = [...(measure.values ?? [])]
      .filter((each) => typeof each.value === 'number')
      .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))
      .at(-1);
    const figure = (value: number | null | undefined): Line =>
      typeof value === 'number' ? [text(writer.number(value)), ...unit(writer, measure)] : [];
    return [
      cell(writer, [[...strong(writer.text(measure.indicator)), ...writer.citeRecord(measure)]]),
      cell(writer, [figure(measure.baseline)]),
      cell(writer, [figure(measure.target)]),
      cell(writer, [figure(latest?.value), latest?.date ? muted([text(writer.date(latest.date))]) : []]),
    ];
  });
}

function unit(writer: BriefWriter, measure: BriefRecord<'measure'>): Line {
  const line = writer.untagged(measure.unit);
  return line.length > 0 ? [text(' '), ...line] : [];
}
