import { isWebAddress } from '../records/validateRecord.ts';
import type { FactTable, Line } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, link, muted, text } from './briefWriter.ts';
import { formatSpan } from './dates.ts';
import { cell } from './sections.ts';
import { consortiumLines, schemeOf } from './studyTable.ts';

type Row = FactTable['rows'][number];

/** The key facts of a study: when, under which programme, for whom, where, by whom, about what. */
export function studyFacts(writer: BriefWriter, study: BriefRecord<'study'>): FactTable {
  const row = (label: string, lines: readonly Line[]): Row => ({
    label: writer.plain(`brief:fact.${label}`),
    value: cell(writer, lines),
  });
  const place = writer.text(study.placeText);
  const rows = [
    row('fiscalYear', fiscalYearLines(writer, study)),
    row('scheme', [writer.join(schemeOf(writer, study))]),
    row(
      'status',
      study.status ? [[text(writer.choice('study-status', study.status)), ...writer.citeRecord(study)]] : [],
    ),
    row('place', [placeLine(writer, study), muted(place)]),
    row('counterpart', [writer.text(study.counterpart)]),
    row('consortium', consortiumLines(writer, study)),
    row('sectors', [writer.names(study.sectors)]),
    row('technologies', [writer.names(study.technologies)]),
    row('challenges', [writer.names(study.challenges)]),
  ];
  const remarks = [
    study.titleStatus === 'descriptive' ? [text(writer.plain('brief:study.descriptive'))] : [],
    writer.text(study.remarks),
  ].filter((line) => line.length > 0);
  if (remarks.length > 0) rows.push(row('remarks', remarks));
  if (isWebAddress(study.url)) rows.push(row('page', [[link(study.url as string, study.url as string)]]));
  return { type: 'facts', caption: writer.plain('brief:heading.facts'), rows };
}

function fiscalYearLines(writer: BriefWriter, study: BriefRecord<'study'>): Line[] {
  const { fiscalYear, implementationYear, period } = study;
  const lines: Line[] = [];
  if (typeof fiscalYear === 'number') {
    const later = typeof implementationYear === 'number' && implementationYear !== fiscalYear;
    lines.push(
      later
        ? writer.say('brief:study.years', {
            budget: writer.fiscalYear(fiscalYear),
            implementation: writer.fiscalYear(implementationYear),
          })
        : [text(writer.fiscalYear(fiscalYear))],
    );
  }
  const { start, end } = period ?? {};
  if (start && end) {
    lines.push(muted(writer.say('brief:study.period', { value: formatSpan(start, end, writer.language) })));
  } else if (start) lines.push(muted(writer.say('brief:study.from', { date: writer.date(start) })));
  else if (end) lines.push(muted(writer.say('brief:study.until', { date: writer.date(end) })));
  return lines;
}

function placeLine(writer: BriefWriter, study: BriefRecord<'study'>): Line {
  const cities = writer.names(study.cities);
  const countries = writer.names(study.countries);
  if (cities.length === 0 || countries.length === 0) return cities.length > 0 ? cities : countries;
  return writer.say('brief:fact.withDetails', { value: cities, details: countries });
}
