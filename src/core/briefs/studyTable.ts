import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { cell, column } from './sections.ts';

export function studyColumns(writer: BriefWriter): TableColumn[] {
  return [
    column(writer, 'fiscalYear', 0.12),
    column(writer, 'study', 0.58, true),
    column(writer, 'contractor', 0.18),
    column(writer, 'status', 0.12),
  ];
}

/** Studies, newest first: what was looked into, for whom, by whom, and what came of it. */
export function studyRows(writer: BriefWriter, studies: readonly BriefRecord<'study'>[]): DataTable['rows'] {
  return sortStudies(studies).map((study) => {
    writer.use(study);
    return [
      cell(writer, typeof study.fiscalYear === 'number' ? fiscalYearLines(writer, study.fiscalYear) : []),
      cell(writer, [
        [...strong(titleOf(writer, study)), ...writer.citeRecord(study)],
        muted(writer.join(schemeOf(writer, study))),
        writer.text(study.summary),
        muted(labelled(writer, 'technologies', writer.names(study.technologies))),
        muted(labelled(writer, 'remarks', writer.text(study.remarks))),
      ]),
      cell(writer, consortiumLines(writer, study)),
      cell(writer, study.status ? [[text(writer.choice('study-status', study.status))]] : []),
    ];
  });
}

export function sortStudies(studies: readonly BriefRecord<'study'>[]): BriefRecord<'study'>[] {
  return [...studies].sort((a, b) => (b.fiscalYear ?? 0) - (a.fiscalYear ?? 0) || (a.id < b.id ? -1 : 1));
}

/** The title; a wording of ours is marked as such by the study's own brief, not in every table. */
function titleOf(writer: BriefWriter, study: BriefRecord<'study'>): Line {
  const title = writer.text(study.title);
  if (!study.recordType || study.recordType === 'study') return title;
  return writer.say('brief:study.partial', {
    title,
    type: writer.choice('recordType', study.recordType),
  });
}

/** Programme and owner, as far as they are known. */
export function schemeOf(writer: BriefWriter, study: BriefRecord<'study'>): Line[] {
  return [
    study.programme ? [text(writer.choice('study-programme', study.programme))] : [],
    study.owner ? [text(writer.choice('study-owner', study.owner))] : [],
  ].filter((line) => line.length > 0);
}

/** A fiscal year on two lines where it has an era year, for narrow columns. */
function fiscalYearLines(writer: BriefWriter, year: number): Line[] {
  const [western = '', era] = writer.fiscalYear(year).replace('）', '').split('（');
  return era ? [[text(western)], [text(era)]] : [[text(western)]];
}

const knownRoles = new Set(['contractor', 'implementing agency', 'partner city', 'equipment supplier']);

/** Who did it; the part played is named where it is not the contractor's. */
export function consortiumLines(writer: BriefWriter, study: BriefRecord<'study'>): Line[] {
  return (study.consortium ?? []).flatMap((member) => {
    const name = memberName(writer, member.orgId, member.name);
    if (name.length === 0) return [];
    if (!member.role || member.role === 'contractor') return [name];
    return [writer.say('brief:fact.withDetails', { value: name, details: roleOf(writer, member.role) })];
  });
}

/** The name that the registry has for the organisation, else the one written down here. */
export function memberName(
  writer: BriefWriter,
  id: string | null | undefined,
  written: string | null | undefined,
): Line {
  // An id without a label is a record that this audience does not know: its written name goes with it.
  return id ? (writer.name(id) ?? []) : writer.untagged(written);
}

export function roleOf(writer: BriefWriter, role: string): Line {
  return knownRoles.has(role)
    ? [text(writer.plain(`brief:role.${role.replaceAll(' ', '-')}`))]
    : writer.untagged(role);
}

export function labelled(writer: BriefWriter, key: string, value: Line): Line {
  return value.length > 0 ? writer.say(`brief:labelled.${key}`, { value }) : [];
}
