import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { cell, column, sortByName } from './sections.ts';
import { roleOf } from './studyTable.ts';

export function projectColumns(writer: BriefWriter): TableColumn[] {
  return [
    column(writer, 'project', 0.48, true),
    column(writer, 'stage', 0.24),
    column(writer, 'organisations', 0.28),
  ];
}

/** Projects with the stage that they have reached and when. */
export function projectRows(
  writer: BriefWriter,
  projects: readonly BriefRecord<'project'>[],
): DataTable['rows'] {
  return sortByName(writer, projects).map((project) => {
    writer.use(project);
    return [
      cell(writer, [
        [...strong(writer.text(project.title)), ...writer.citeRecord(project)],
        muted(writer.name(project.programme) ?? []),
        writer.text(project.description),
      ]),
      cell(writer, stageLines(writer, project)),
      cell(
        writer,
        (project.organisations ?? []).map(({ organisation, role }) => {
          const name = writer.name(organisation) ?? [];
          if (name.length === 0 || !role) return name;
          return writer.say('brief:fact.withDetails', { value: name, details: roleOf(writer, role) });
        }),
      ),
    ];
  });
}

function stageLines(writer: BriefWriter, project: BriefRecord<'project'>): Line[] {
  if (!project.stage) return [];
  const reached = (project.stageHistory ?? [])
    .filter((step) => step.stage === project.stage && step.date)
    .map((step) => step.date as string)
    .sort()
    .at(-1);
  return [
    [text(writer.choice('stage', project.stage))],
    reached ? muted(writer.say('brief:project.reached', { date: writer.date(reached) })) : [],
  ];
}
