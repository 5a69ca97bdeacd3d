import type { Visibility } from '../kinds/choices.ts';
import type { Block, Line, Masthead } from './briefDocument.ts';
import type { BriefSubject } from './briefInput.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, relatedOf, text } from './briefWriter.ts';
import { followUpColumns, followUpRows } from './followUpTable.ts';
import { locatorMap } from './locatorMap.ts';
import { matchingSection } from './match/matchingSection.ts';
import { measureColumns, measureRows } from './measureTable.ts';
import { mouColumns, mouRows } from './mouTable.ts';
import { needColumns, needRows, openNeeds } from './needTable.ts';
import { organisationColumns, organisationRows } from './organisationTable.ts';
import { projectColumns, projectRows } from './projectTable.ts';
import { internalWhenEmpty, section, tableSection } from './sections.ts';
import { studyFacts, studyThemes } from './studyFacts.ts';
import { schemeOf, studyColumns, studyRows } from './studyTable.ts';

/**
 * The brief of one study: what it looked into, its facts, what came of it, and what stands around it in the
 * same cities. Its blocks stand in reading order; sources are numbered in the writer.
 */
export function composeStudyBrief(writer: BriefWriter, subject: BriefSubject, audience: Visibility): Block[] {
  const study = subject.record as unknown as BriefRecord<'study'>;
  const { related } = subject;
  const followUps = relatedOf(related, 'followUp');
  const projects = relatedOf(related, 'project');
  const measures = relatedOf(related, 'measure');
  const mous = relatedOf(related, 'mou');
  const others = relatedOf(related, 'study').filter(({ id }) => id !== study.id);
  const needs = openNeeds(writer.asOf, relatedOf(related, 'need'));
  const whenEmpty = internalWhenEmpty(audience);
  writer.use(study);
  const map = locatorMap(
    writer,
    relatedOf(related, 'city').filter(({ id }) => study.cities?.includes(id)),
    (study.countries ?? []).filter((id) => writer.name(id)),
  );
  const summary = writer.text(study.summary);
  const opening: Block[] = section(writer, 'summary', [
    {
      type: 'paragraph',
      tone: 'normal',
      content: summary.length > 0 ? [...summary, ...writer.citeRecord(study)] : writer.unknown(),
    },
  ]);
  return [
    masthead(writer, study),
    ...opening,
    {
      type: 'columns',
      main: section(writer, 'facts', [studyFacts(writer, study)]),
      side: map ? [map] : [],
    },
    ...section(writer, 'themes', [studyThemes(writer, study)]),
    ...tableSection(
      writer,
      'outcomes',
      followUpColumns(writer),
      followUpRows(writer, followUps, 'withoutStudy'),
      whenEmpty,
    ),
    ...tableSection(writer, 'projects', projectColumns(writer), projectRows(writer, projects), whenEmpty),
    ...tableSection(writer, 'measures', measureColumns(writer), measureRows(writer, measures), 'omit'),
    ...tableSection(
      writer,
      'studyOrganisations',
      organisationColumns(writer),
      organisationRows(writer, relatedOf(related, 'organisation'), {
        studies: [study],
        solutions: relatedOf(related, 'solution'),
        mous: [],
        projects,
        followUps,
      }),
      'omit',
    ),
    ...tableSection(
      writer,
      'cityNeeds',
      needColumns(writer),
      needRows(writer, needs, 'withCity'),
      study.cities?.length ? 'say' : 'omit',
    ),
    ...matchingSection(writer, subject),
    ...tableSection(writer, 'relatedMous', mouColumns(writer), mouRows(writer, mous)),
    ...tableSection(writer, 'otherStudies', studyColumns(writer), studyRows(writer, others), 'omit'),
  ];
}

function masthead(writer: BriefWriter, study: BriefRecord<'study'>): Masthead {
  const name = writer.name(study.id) ?? writer.unknown();
  const other = writer.language === 'ja' ? 'en' : 'ja';
  const [otherName] = writer.hasOwnLanguage(study.title) ? writer.untagged(study.title?.[other]) : [];
  const details: Line[] = [
    writer.names(study.cities?.length ? study.cities : study.countries),
    typeof study.fiscalYear === 'number' ? [text(writer.fiscalYear(study.fiscalYear))] : [],
    writer.join(schemeOf(writer, study)),
  ];
  return {
    type: 'masthead',
    kicker: writer.plain('brief:kicker.study'),
    name,
    otherNames: otherName?.type === 'text' ? [[{ type: 'text', text: otherName.text, lang: other }]] : [],
    details: details.filter((line) => line.length > 0),
  };
}
