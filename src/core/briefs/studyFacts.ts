import { isWebAddress } from '../records/validateRecord.ts';
import type { FactTable, Line } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, link, muted, text } from './briefWriter.ts';
import { formatSpan } from './dates.ts';
import { displayAddress } from './displayAddress.ts';
import { cell } from './sections.ts';
import { consortiumLines, schemeOf } from './studyTable.ts';

type Row = FactTable['rows'][number];

/** When, under which programme, for whom, where and by whom. */
export function studyFacts(writer: BriefWriter, study: BriefRecord<'study'>): FactTable {
  const place = [placeLine(writer, study), muted(writer.text(study.placeText))];
  const status = study.status ? [text(writer.choice('study-status', study.status))] : [];
  return facts(writer, 'facts', [
    row(writer, 'fiscalYear', fiscalYearLines(writer, study)),
    row(writer, 'scheme', [writer.join(schemeOf(writer, study))]),
    row(writer, 'status', [status.length > 0 ? [...status, ...writer.citeRecord(study)] : []]),
    row(writer, 'place', place),
    row(writer, 'counterpart', [writer.text(study.counterpart)]),
    row(writer, 'consortium', consortiumLines(writer, study)),
  ]);
}

/** What it is about, and what is to be said about the record itself. */
export function studyThemes(writer: BriefWriter, study: BriefRecord<'study'>): FactTable {
  const rows = [
    row(writer, 'sectors', [writer.names(study.sectors)]),
    row(writer, 'technologies', [writer.names(study.technologies)]),
    row(writer, 'challenges', [writer.names(study.challenges)]),
  ];
  const remarks = [
    study.titleStatus === 'descriptive' ? [text(writer.plain('brief:study.descriptive'))] : [],
    writer.text(study.remarks),
  ].filter((line) => line.length > 0);
  if (remarks.length > 0) rows.push(row(writer, 'remarks', remarks));
  if (study.confidence) {
    rows.push(row(writer, 'confidence', [[text(writer.choice('confidence', study.confidence))]]));
  }
  if (isWebAddress(study.url)) {
    rows.push(row(writer, 'page', [[link(displayAddress(study.url as string), study.url as string)]]));
  }
  return facts(writer, 'themes', rows);
}

function facts(writer: BriefWriter, caption: string, rows: readonly Row[]): FactTable {
  return { type: 'facts', caption: writer.plain(`brief:heading.${caption}`), rows };
}

function row(writer: BriefWriter, label: string, lines: readonly Line[]): Row {
  return { label: writer.plain(`brief:fact.${label}`), value: cell(writer, lines) };
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
