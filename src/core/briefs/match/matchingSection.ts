import type { DerivedNeed, MatchResult, OrganisationMatch, RecordRef } from '../../matching/index.ts';
import { features } from '../../matching/index.ts';
import type { Block, DataTable, Line } from '../briefDocument.ts';
import type { BriefMatching, BriefSubject } from '../briefInput.ts';
import type { BriefRecord } from '../briefRecord.ts';
import { type BriefWriter, muted, plainText, relatedOf, strong, text } from '../briefWriter.ts';
import { cell, column, heading, nothing } from '../sections.ts';

type Answer = MatchResult<OrganisationMatch>;

/** Records under a score that are named before it says how many more there are. */
const mostEvidence = 4;
const hashLength = 8;
const partOrder: readonly string[] = [...features, 'mutual'];

/**
 * The organisations that fit each open need: score, what it is made of, the records it rests on with their sources, and
 * what is missing. Nothing where the brief is to have no such section.
 */
export function matchingSection(writer: BriefWriter, { record, related, matching }: BriefSubject): Block[] {
  if (!matching) return [];
  const [first] = matching.answers;
  if (!first) return [heading(writer, 'matching'), nothing(writer)];
  const needs = relatedOf(related, 'need');
  return [
    heading(writer, 'matching'),
    { type: 'paragraph', tone: 'muted', content: aboutLine(writer, first) },
    ...matching.answers.flatMap((answer) => {
      const need = needs.find(({ id }) => answer.query.about.includes(id));
      return answerBlocks(writer, answer, matching.evidence, need ?? record.id);
    }),
  ];
}

/** What a score is, who it was computed for, and of what state: a reader can have the same numbers again. */
function aboutLine(writer: BriefWriter, { run }: Answer): Line {
  return writer.say('brief:matching.about', {
    day: writer.date(run.day),
    data: run.dataHash.slice(0, hashLength),
    settings: run.settingsHash.slice(0, hashLength),
  });
}

function answerBlocks(
  writer: BriefWriter,
  answer: Answer,
  evidence: BriefMatching['evidence'],
  about: BriefRecord<'need'> | string,
): Block[] {
  const { derived } = answer.query;
  const title =
    typeof about === 'string'
      ? writer.say('brief:matching.derivedFor', { name: writer.orUnknown(writer.name(about) ?? []) })
      : needTitle(writer, about);
  return [
    { type: 'heading', level: 3, content: title },
    ...(derived ? derivedBlocks(writer, derived) : []),
    answer.items.length > 0
      ? firmTable(writer, answer, evidence, title)
      : { type: 'paragraph', tone: 'muted', content: [text(writer.plain('brief:matching.none'))] },
  ];
}

function needTitle(writer: BriefWriter, need: BriefRecord<'need'>): Line {
  const title = writer.orUnknown(writer.text(need.title));
  return need.derived ? writer.say('brief:matching.derivedNeed', { title }) : title;
}

/** Where nobody stated a need: what it was read from, said before any name. */
function derivedBlocks(writer: BriefWriter, derived: readonly DerivedNeed[]): Block[] {
  const items = derived.flatMap(({ from, title, concepts }) => {
    const names = writer.names(concepts.map(({ conceptId }) => conceptId));
    if (names.length === 0) return [];
    if (from === 'challenges') return [writer.say('brief:matching.fromChallenges', { names })];
    const project = writer.orUnknown(writer.text(title));
    return [writer.say('brief:matching.fromProject', { title: project, names })];
  });
  const note: Block = {
    type: 'paragraph',
    tone: 'muted',
    content: [text(writer.plain('brief:matching.derived'))],
  };
  return items.length > 0 ? [note, { type: 'list', items }] : [note];
}

function firmTable(
  writer: BriefWriter,
  { items }: Answer,
  evidence: BriefMatching['evidence'],
  title: Line,
): DataTable {
  return {
    type: 'table',
    caption: plainText(writer.say('brief:matching.caption', { title })),
    columns: [
      column(writer, 'matchRank', 0.075),
      column(writer, 'matchFirm', 0.24, true),
      column(writer, 'matchScore', 0.07),
      column(writer, 'matchParts', 0.21),
      column(writer, 'matchEvidence', 0.255),
      column(writer, 'matchMissing', 0.15),
    ],
    rows: items.map((row) => {
      writer.use({ id: row.organisationId, kind: 'organisation' });
      return [
        [[figure(writer, row.rank)]],
        firmCell(writer, row),
        [[figure(writer, Math.round(row.score * 1000) / 10)]],
        partsCell(writer, row),
        evidenceCell(writer, row.evidence, evidence),
        row.missing.length > 0
          ? cell(writer, [writer.names(row.missing)])
          : [muted([text(writer.plain('brief:matching.nothingMissing'))])],
      ];
    }),
  };
}

function firmCell(writer: BriefWriter, row: OrganisationMatch): readonly Line[] {
  return cell(writer, [
    strong(writer.name(row.organisationId) ?? []),
    writer.name(row.solutionId) ?? [],
    muted([text(writer.plain('brief:matching.profile', { percent: Math.round(row.confidence * 100) }))]),
    row.verdict ? muted([text(writer.choice('verdict', row.verdict))]) : [],
  ]);
}

/** To a tenth of a point, so that the parts add up to the score as far as a reader can add. */
function partsCell(writer: BriefWriter, { parts }: OrganisationMatch): readonly Line[] {
  const ordered = partOrder.flatMap((name) => parts.filter(({ feature }) => feature === name));
  return cell(
    writer,
    ordered.map(({ feature, contribution }) =>
      writer.say('brief:matching.part', {
        name: [text(writer.plain(`match:feature.${feature}`))],
        points: [text(writer.number(Math.round(contribution * 1000) / 10))],
      }),
    ),
  );
}

/** Names with the numbers of their sources; a record that the audience has no name for is not there. */
function evidenceCell(
  writer: BriefWriter,
  refs: readonly RecordRef[],
  evidence: BriefMatching['evidence'],
): readonly Line[] {
  const known = refs.flatMap(({ id }) => {
    const record = evidence[id];
    const name = writer.name(id);
    return record && name ? [{ record, name }] : [];
  });
  const lines = known.slice(0, mostEvidence).map(({ record, name }): Line => {
    writer.use(record);
    const kind = [text(writer.plain(`kinds:${record.kind}.one`))];
    return [
      ...writer.say('brief:matching.evidence', { kind: muted(kind), name }),
      ...writer.citeRecord(record),
    ];
  });
  const more = known.length - lines.length;
  if (known.length === 0) return [muted([text(writer.plain('brief:matching.noEvidence'))])];
  return more > 0 ? [...lines, muted([text(writer.plain('brief:matching.more', { count: more }))])] : lines;
}

function figure(writer: BriefWriter, value: number) {
  return { ...text(writer.number(value)), value };
}
