import type { Block, BriefDocument, BriefPart, Line, SourceListBlock } from './briefDocument.ts';
import type { BriefInput } from './briefInput.ts';
import { BriefWriter, link, muted, plainText, text } from './briefWriter.ts';
import { cleanText } from './cleanText.ts';
import { composeCityBrief } from './composeCityBrief.ts';
import { composeMissionBrief } from './composeMissionBrief.ts';
import { composeStudyBrief } from './composeStudyBrief.ts';
import { displayAddress } from './displayAddress.ts';
import { heading } from './sections.ts';

const composers = { city: composeCityBrief, study: composeStudyBrief, mission: composeMissionBrief } as const;
/** Names that a title of several subjects lists before it says "and others". */
const namesInTitle = 3;

/** The whole brief of one or more subjects of a kind, each from a new page, with one list of sources at the end. */
export function composeBrief(input: BriefInput): BriefDocument {
  const writer = new BriefWriter(input);
  const subjects: BriefPart[] = input.subjects.map((subject, index) => ({
    startsPage: index > 0,
    blocks: composers[input.kind](writer, subject, input.audience),
  }));
  const ending: BriefPart = {
    startsPage: false,
    blocks: [...sourceBlocks(writer), ...noteBlocks(writer, input)],
  };
  return {
    title: titleOf(writer, input),
    language: input.language,
    audience: input.audience,
    audienceMark: writer.plain(`brief:audience.${input.audience}`),
    asOf: input.asOf,
    asOfText: plainText(writer.say('brief:asOf', { date: writer.date(input.asOf) })),
    pageText: plainText(writer.say('brief:page', { page: '{page}', pages: '{pages}' })),
    parts: [...subjects, ending],
    records: writer.used,
  };
}

function titleOf(writer: BriefWriter, input: BriefInput): string {
  const names = input.subjects.map(({ record }) => writer.name(record.id) ?? writer.unknown());
  const list = writer.join(names.slice(0, namesInTitle));
  const name = names.length > namesInTitle ? writer.say('brief:title.andOthers', { list }) : list;
  return cleanText(plainText(writer.say(`brief:title.${input.kind}`, { name }))).replaceAll(/\s+/g, ' ');
}

function sourceBlocks(writer: BriefWriter): Block[] {
  const items: SourceListBlock['items'] = writer.sources.list().map((source) => {
    const notes = source.notes.map((note) => writer.untagged(note)).filter((line) => line.length > 0);
    const content: Line = [
      ...writer.untagged(source.title),
      ...(notes.length > 0 ? muted(writer.say('brief:bracketed', { value: writer.join(notes) })) : []),
      ...(source.url ? [text(' '), link(displayAddress(source.url), source.url)] : []),
    ];
    return { number: source.number, content };
  });
  return items.length > 0 ? [heading(writer, 'sources'), { type: 'sources', items }] : [];
}

function noteBlocks(writer: BriefWriter, input: BriefInput): Block[] {
  const latest = latestUpdate(writer, input);
  const items: Line[] = [
    latest && latest <= input.asOf
      ? writer.say('brief:note.asOfAndLatest', {
          asOf: writer.date(input.asOf),
          latest: writer.date(latest),
        })
      : writer.say('brief:note.asOf', { asOf: writer.date(input.asOf) }),
    [text(writer.plain('brief:note.confidence'))],
    [text(writer.plain('brief:note.unknown'))],
    [text(writer.plain('brief:note.fiscalYear'))],
    [text(writer.plain('brief:note.map'))],
    writer.saysOriginals ? [text(writer.plain('brief:note.originals'))] : [],
  ];
  return [heading(writer, 'notes'), { type: 'list', items: items.filter((line) => line.length > 0) }];
}

/** The day of the newest change among the records that the text was made of. */
function latestUpdate(writer: BriefWriter, input: BriefInput): string | undefined {
  const used = new Set(writer.used.map(({ id }) => id));
  return input.subjects
    .flatMap(({ record, related, matching }) => [
      record,
      ...Object.values(related).flat(),
      ...Object.values(matching?.evidence ?? {}),
    ])
    .filter((record) => used.has(record.id))
    .map((record) => record.updatedAt.slice(0, 10))
    .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))
    .sort()
    .at(-1);
}
