import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { cell, column, sortByName } from './sections.ts';
import { roleOf, sortStudies } from './studyTable.ts';

/** What organisations may have done: records around the subject that the audience may see. */
export interface Activities {
  readonly studies: readonly BriefRecord<'study'>[];
  readonly solutions: readonly BriefRecord<'solution'>[];
  readonly mous: readonly BriefRecord<'mou'>[];
  readonly projects: readonly BriefRecord<'project'>[];
  readonly followUps: readonly BriefRecord<'followUp'>[];
}

export function organisationColumns(writer: BriefWriter): TableColumn[] {
  return [column(writer, 'organisation', 0.34, true), column(writer, 'activity', 0.66)];
}

/**
 * Organisations with what they did there, the most active first. One that is only known to be active is described
 * in its own words, where the reader's language has them.
 */
export function organisationRows(
  writer: BriefWriter,
  organisations: readonly BriefRecord<'organisation'>[],
  activities: Activities,
): DataTable['rows'] {
  const rows = sortByName(writer, organisations).map((organisation) => ({
    organisation,
    done: activitiesOf(writer, organisation.id, activities),
  }));
  rows.sort((a, b) => b.done.length - a.done.length);
  return rows.map(({ organisation, done }) => {
    writer.use(organisation);
    const industry = writer.hasOwnLanguage(organisation.industry)
      ? writer.text(organisation.industry)
      : organisation.type
        ? [text(writer.choice('organisation-type', organisation.type))]
        : [];
    const lines = done.map((each) => {
      if (each.solution) writer.use(each.solution);
      return [...each.line, ...(each.solution ? writer.citeRecord(each.solution) : [])];
    });
    const own = lines.length > 0 ? lines : [describe(writer, organisation)];
    return [cell(writer, [nameLine(writer, organisation, industry)]), cell(writer, own)];
  });
}

function nameLine(writer: BriefWriter, organisation: BriefRecord<'organisation'>, industry: Line): Line {
  const name = strong(writer.name(organisation.id) ?? []);
  return industry.length > 0 ? [...name, text(' '), ...muted(industry)] : name;
}

interface Activity {
  readonly line: Line;
  /** Cited where it is mentioned; studies and memoranda are cited in their own tables. */
  readonly solution?: BriefRecord<'solution'>;
}

function activitiesOf(writer: BriefWriter, id: string, activities: Activities): Activity[] {
  const studies = sortStudies(activities.studies).flatMap((study) => {
    const member = study.consortium?.find(({ orgId }) => orgId === id);
    if (!member) return [];
    const role = member.role ? roleOf(writer, member.role) : [];
    const year = typeof study.fiscalYear === 'number' ? [text(`FY${study.fiscalYear}`)] : [];
    const details = writer.join([year, role].filter((line) => line.length > 0));
    const title = writer.text(study.title);
    return [{ line: details.length > 0 ? writer.say('brief:activity.study', { title, details }) : title }];
  });
  const projects = sortById(activities.projects)
    .filter((project) => project.organisations?.some(({ organisation }) => organisation === id))
    .map((project) => ({
      line: writer.say('brief:activity.project', { title: writer.text(project.title) }),
    }));
  const solutions = sortById(activities.solutions)
    .filter((solution) => solution.organisation === id)
    .map((solution) => {
      const title = writer.text(solution.title);
      const line = solution.maturity
        ? writer.say('brief:activity.solution', {
            title,
            maturity: writer.choice('maturity', solution.maturity),
          })
        : title;
      return { line, solution };
    });
  const mous = sortById(activities.mous)
    .filter((mou) => mou.parties?.some(({ orgId }) => orgId === id))
    .map((mou) => ({ line: writer.say('brief:activity.mou', { title: writer.text(mou.title) }) }));
  const followUps = activities.followUps.some(({ responsible }) => responsible === id)
    ? [{ line: [text(writer.plain('brief:activity.followUp'))] }]
    : [];
  return [...studies, ...projects, ...solutions, ...mous, ...followUps];
}

function describe(writer: BriefWriter, organisation: BriefRecord<'organisation'>): Line {
  const line = writer.hasOwnLanguage(organisation.description)
    ? writer.text(organisation.description)
    : organisation.solutionAreas?.length
      ? writer.say('brief:activity.fields', { fields: writer.names(organisation.solutionAreas) })
      : writer.text(organisation.description);
  return line.length > 0 ? [...line, ...writer.citeRecord(organisation)] : [];
}

function sortById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
}
