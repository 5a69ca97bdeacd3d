import type { Visibility } from '../kinds/choices.ts';
import type { Block, Line, Masthead } from './briefDocument.ts';
import type { BriefSubject } from './briefInput.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, relatedOf, text } from './briefWriter.ts';
import { cityFacts } from './cityFacts.ts';
import { cityGlance } from './cityGlance.ts';
import { eventColumns, eventRows, sortEvents } from './eventTable.ts';
import { followUpColumns, followUpRows } from './followUpTable.ts';
import { locatorMap } from './locatorMap.ts';
import { matchingSection } from './match/matchingSection.ts';
import { mouColumns, mouRows, sortMous } from './mouTable.ts';
import { needColumns, needRows, openNeeds } from './needTable.ts';
import { organisationColumns, organisationRows } from './organisationTable.ts';
import { projectColumns, projectRows } from './projectTable.ts';
import { heading, internalWhenEmpty, nothing, section, table, tableSection } from './sections.ts';
import { sourcesIn } from './sourceNumbers.ts';
import { studyColumns, studyRows } from './studyTable.ts';

const mostNationalMous = 5;
const mostNationalEvents = 5;

/**
 * The brief of one city: at a glance with a map, facts, studies and what came of them, needs, memoranda,
 * organisations, meetings. Its blocks stand in reading order; sources are numbered in the writer.
 */
export function composeCityBrief(writer: BriefWriter, subject: BriefSubject, audience: Visibility): Block[] {
  const city = subject.record as unknown as BriefRecord<'city'>;
  const { related } = subject;
  const country = relatedOf(related, 'country').find(({ id }) => id === city.country);
  const studies = relatedOf(related, 'study');
  const followUps = relatedOf(related, 'followUp');
  const projects = relatedOf(related, 'project');
  const solutions = relatedOf(related, 'solution');
  const needs = openNeeds(writer.asOf, relatedOf(related, 'need'));
  const allMous = relatedOf(related, 'mou');
  const mous = allMous.filter((mou) => mou.cities?.includes(city.id));
  const events = withNewestNational(relatedOf(related, 'event'), city.id);
  const whenEmpty = internalWhenEmpty(audience);
  writer.use(city);
  const map = locatorMap(writer, [city], country ? [country.id] : []);
  const glance = section(writer, 'glance', [
    { type: 'list', items: cityGlance(writer, city, { studies, followUps, needs, mous }) },
  ]);
  return [
    masthead(writer, city),
    map ? { type: 'columns', main: glance, side: [map] } : { type: 'columns', main: glance, side: [] },
    ...section(writer, 'facts', [cityFacts(writer, city, country)]),
    ...tableSection(writer, 'studies', studyColumns(writer), studyRows(writer, studies)),
    ...tableSection(
      writer,
      'followUps',
      followUpColumns(writer),
      followUpRows(writer, followUps, 'withStudy'),
      whenEmpty,
    ),
    ...tableSection(writer, 'projects', projectColumns(writer), projectRows(writer, projects), whenEmpty),
    ...tableSection(writer, 'needs', needColumns(writer), needRows(writer, needs, 'withoutCity')),
    ...matchingSection(writer, subject),
    ...mouSection(
      writer,
      mous,
      allMous.filter((mou) => !mou.cities?.length),
    ),
    ...tableSection(
      writer,
      'organisations',
      organisationColumns(writer),
      organisationRows(writer, relatedOf(related, 'organisation'), {
        studies,
        solutions,
        mous,
        projects,
        followUps,
      }),
    ),
    ...tableSection(writer, 'events', eventColumns(writer), eventRows(writer, events)),
    ...priorityProjects(writer, city),
  ];
}

function masthead(writer: BriefWriter, city: BriefRecord<'city'>): Masthead {
  const name = writer.name(city.id) ?? writer.unknown();
  const names = city.name ?? {};
  const others = [city.localLang, 'en', 'ja'].flatMap((lang) => {
    // The language of a city is free text: "valueOf" must not find what every object has.
    const wanted = lang && lang !== writer.language && Object.hasOwn(names, lang);
    const content = wanted ? names[lang]?.trim() : undefined;
    return lang && content ? [{ lang, content }] : [];
  });
  const shown = new Set(name.map((run) => (run.type === 'text' ? run.text : '')));
  const otherNames: Line[] = [];
  for (const { lang, content } of others) {
    const [run] = writer.untagged(content);
    if (run?.type !== 'text' || shown.has(run.text)) continue;
    shown.add(run.text);
    otherNames.push([{ type: 'text', text: run.text, lang }]);
  }
  return {
    type: 'masthead',
    kicker: writer.plain('brief:kicker.city'),
    name,
    otherNames,
    details: [writer.name(city.country) ?? []].filter((line) => line.length > 0),
  };
}

/** Those of the city itself, then the newest ones elsewhere in the country, which often set the frame for it. */
function mouSection(
  writer: BriefWriter,
  own: readonly BriefRecord<'mou'>[],
  national: readonly BriefRecord<'mou'>[],
): Block[] {
  const blocks: Block[] = [heading(writer, 'mous')];
  if (own.length > 0) blocks.push(table(writer, 'mous', mouColumns(writer), mouRows(writer, own)));
  else blocks.push(nothing(writer));
  if (national.length > 0) {
    blocks.push(heading(writer, 'nationalMous', 3));
    const newest = sortMous(national).slice(0, mostNationalMous);
    blocks.push(table(writer, 'nationalMous', mouColumns(writer), mouRows(writer, newest, 'title')));
  }
  return blocks;
}

/** All meetings of the city, and the newest of those that concern the country as a whole. */
function withNewestNational(events: readonly BriefRecord<'event'>[], city: string): BriefRecord<'event'>[] {
  const own = events.filter((event) => event.cities?.includes(city));
  const national = events.filter((event) => !own.includes(event));
  return [...own, ...sortEvents(national).slice(0, mostNationalEvents)];
}

function priorityProjects(writer: BriefWriter, city: BriefRecord<'city'>): Block[] {
  const items = (city.priorityProjects ?? []).flatMap((project) => {
    const title = writer.text(project.title);
    if (title.length === 0) return [];
    const sectors = writer.names(project.sectors);
    return [
      [
        ...title,
        ...(sectors.length > 0
          ? [text(' '), ...muted(writer.say('brief:bracketed', { value: sectors }))]
          : []),
        ...writer.cite(sourcesIn(project.sources), project.confidence ?? undefined),
      ],
    ];
  });
  return items.length > 0 ? section(writer, 'priorityProjects', [{ type: 'list', items }]) : [];
}
