import { isDrawable } from '../attachments/mediaTypes.ts';
import type { Visibility } from '../kinds/choices.ts';
import type { Block, DataTable, FactTable, Line, Masthead, PhotoBlock } from './briefDocument.ts';
import type { BriefSubject } from './briefInput.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, plainText, relatedOf, strong, text } from './briefWriter.ts';
import { formatSpan } from './dates.ts';
import { followUpColumns, followUpRows } from './followUpTable.ts';
import { locatorMap } from './locatorMap.ts';
import { matchingSection } from './match/matchingSection.ts';
import { needColumns, needRows } from './needTable.ts';
import { cell, column, heading, nothing, section, sortByName, tableSection } from './sections.ts';

type Note = BriefRecord<'missionNote'>;
type Mission = BriefRecord<'mission'>;

/**
 * The report of a mission, made of what was captured on it: purpose, dates and places, whom, notes by city, needs heard,
 * what follows and until when, photos. Its blocks stand in reading order.
 */
export function composeMissionBrief(
  writer: BriefWriter,
  subject: BriefSubject,
  _audience: Visibility,
): Block[] {
  const mission = subject.record as unknown as Mission;
  const { related } = subject;
  const attachments = relatedOf(related, 'attachment');
  writer.use(mission);
  const cities = relatedOf(related, 'city').filter(({ id }) => mission.cities?.includes(id));
  const countries = [...new Set(cities.flatMap(({ country }) => (country ? [country] : [])))];
  const map = locatorMap(
    writer,
    cities,
    countries.filter((id) => writer.name(id)),
  );
  const purpose = writer.text(mission.purpose);
  return [
    masthead(writer, mission),
    {
      type: 'columns',
      main: [
        ...section(writer, 'purpose', [
          {
            type: 'paragraph',
            tone: 'normal',
            content: purpose.length > 0 ? [...purpose, ...writer.citeRecord(mission)] : writer.unknown(),
          },
        ]),
        ...section(writer, 'journey', [journey(writer, mission)]),
      ],
      side: map ? [map] : [],
    },
    ...tableSection(writer, 'met', metColumns(writer), metRows(writer, mission)),
    ...section(writer, 'missionNotes', noteBlocks(writer, mission, relatedOf(related, 'missionNote'))),
    ...tableSection(
      writer,
      'needsHeard',
      needColumns(writer),
      needRows(writer, sortByName(writer, relatedOf(related, 'need')), 'withCity'),
    ),
    ...matchingSection(writer, subject),
    ...tableSection(
      writer,
      'nextSteps',
      followUpColumns(writer),
      followUpRows(writer, relatedOf(related, 'followUp'), 'withStudy'),
    ),
    ...photoBlocks(writer, attachments),
    ...documentBlocks(writer, attachments),
  ];
}

function masthead(writer: BriefWriter, mission: Mission): Masthead {
  const details: Line[] = [period(writer, mission), writer.names(mission.cities)];
  return {
    type: 'masthead',
    kicker: writer.plain('brief:kicker.mission'),
    name: writer.name(mission.id) ?? writer.unknown(),
    otherNames: [],
    details: details.filter((line) => line.length > 0),
  };
}

function period(writer: BriefWriter, { from, until }: Mission): Line {
  return from || until ? [text(formatSpan(from, until, writer.language))] : [];
}

function journey(writer: BriefWriter, mission: Mission): FactTable {
  const row = (key: string, value: Line) => ({
    label: writer.plain(`brief:fact.${key}`),
    value: cell(writer, [value]),
  });
  return {
    type: 'facts',
    caption: writer.plain('brief:heading.journey'),
    rows: [row('period', period(writer, mission)), row('cities', writer.names(mission.cities))],
  };
}

function metColumns(writer: BriefWriter) {
  return [
    column(writer, 'organisation', 0.38, true),
    column(writer, 'position', 0.28),
    column(writer, 'city', 0.18),
    column(writer, 'day', 0.16),
  ];
}

function metRows(writer: BriefWriter, mission: Mission): DataTable['rows'] {
  return [...(mission.met ?? [])]
    .sort((a, b) => (String(a.date ?? '9') < String(b.date ?? '9') ? -1 : 1))
    .map((person) => [
      cell(writer, [strong(writer.name(person.organisation) ?? [])]),
      cell(writer, [writer.text(person.role)]),
      cell(writer, [writer.name(person.city) ?? []]),
      cell(writer, [person.date ? [text(writer.date(person.date))] : []]),
    ]);
}

/** Each note once: under the first city of the journey that it is about, or at the end. */
function noteBlocks(writer: BriefWriter, mission: Mission, notes: readonly Note[]): Block[] {
  if (notes.length === 0) return [nothing(writer)];
  const cityOf = (note: Note) => mission.cities?.find((id) => note.about?.includes(id) && writer.name(id));
  const places = [...(mission.cities ?? []).filter((id) => writer.name(id)), undefined];
  const groups = places
    .map((city) => ({ city, own: notes.filter((note) => cityOf(note) === city).sort(byDate) }))
    .filter(({ own }) => own.length > 0);
  return groups.flatMap(({ city, own }): Block[] => [
    {
      type: 'heading',
      level: 3,
      content: (city && writer.name(city)) || [text(writer.plain('brief:mission.elsewhere'))],
    },
    ...own.flatMap((note): Block[] => {
      writer.use(note);
      const about = writer.names(note.about?.filter((id) => id !== city));
      const lines: Line[] = [
        [
          ...strong(writer.text(note.title)),
          ...(note.date ? muted([text(`　${writer.date(note.date)}`)]) : []),
          ...writer.citeRecord(note),
        ],
        about.length > 0 ? muted(writer.say('brief:mission.about', { value: about })) : [],
        writer.text(note.body),
      ];
      return lines
        .filter((line) => line.length > 0)
        .map(
          (content, index) =>
            ({ type: 'paragraph', tone: index === 0 ? 'entry' : 'normal', content }) as const,
        );
    }),
  ]);
}

function byDate(a: Note, b: Note): number {
  const [left, right] = [a.date ?? '', b.date ?? ''];
  return left === right ? (a.id < b.id ? -1 : 1) : left < right ? -1 : 1;
}

type Attachment = BriefRecord<'attachment'>;

/** File names are not printed for photos: a camera's number says nothing, and a path could say too much. */
function photoBlocks(writer: BriefWriter, attachments: readonly Attachment[]): Block[] {
  const photos = attachments.filter(({ mediaType }) => isDrawable(mediaType));
  if (photos.length === 0) return [];
  const block: PhotoBlock = {
    type: 'photos',
    items: [...photos]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((photo, index) => {
        writer.use(photo);
        const title = writer.text(photo.title);
        const number = writer.say('brief:mission.photo', { number: writer.number(index + 1) });
        const caption = title.length > 0 ? [...number, text(' '), ...title] : number;
        return { id: photo.id, caption, alternative: plainText(caption) };
      }),
  };
  return [heading(writer, 'photos'), block];
}

function documentBlocks(writer: BriefWriter, attachments: readonly Attachment[]): Block[] {
  const documents = attachments.filter(({ mediaType }) => !isDrawable(mediaType));
  if (documents.length === 0) return [];
  const items = sortByName(writer, documents).map((document) => {
    writer.use(document);
    const name = writer.name(document.id) ?? [];
    return name.length > 0 ? name : writer.unknown();
  });
  return section(writer, 'documents', [{ type: 'list', items }]);
}
