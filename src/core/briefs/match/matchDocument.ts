import type { Block, BriefDocument, Line } from '../briefDocument.ts';
import type { BriefInput } from '../briefInput.ts';
import { BriefWriter, plainText, text } from '../briefWriter.ts';
import { cleanText } from '../cleanText.ts';
import { MatchCells } from './matchCells.ts';
import { filteredTable, partsTables, rankingTable, wantedTable } from './rankingTables.ts';
import { rolloutTables } from './rolloutTables.ts';
import { type AnsweredQuestion, demandIdOf, type ShownOrganisation, type ShownRun } from './shownAnswer.ts';
import { teamTables } from './teamTables.ts';

export interface MatchDocumentInput extends Omit<BriefInput, 'kind' | 'subjects'> {
  readonly asked: AnsweredQuestion;
  /** Names of what was asked for; empty for a typed text. */
  readonly about: readonly string[];
  /** Only these rows (organisations, or cities of a roll-out), side by side; all when empty. */
  readonly only: readonly string[];
}

/**
 * An answer of matching as a document: the ranking, the parts of every score with the evidence, what was left out and
 * why, and what the answer depends on. Composed from the answer alone, which was computed for the audience.
 */
export function composeMatchDocument(input: MatchDocumentInput): BriefDocument {
  const writer = new BriefWriter({ ...input, kind: 'city', subjects: [] });
  const cells = new MatchCells(writer, input.labels);
  const name = subjectLine(cells, input.about);
  const blocks: Block[] = [
    {
      type: 'masthead',
      kicker: writer.plain('brief:match.kicker'),
      name,
      otherNames: [],
      details: [[text(writer.plain(`brief:match.question.${input.asked.question}`))]],
    },
    ...answerBlocks(cells, input),
    ...notes(cells, input.asked.answer.run),
  ];
  return {
    title: cleanText(plainText(writer.say('brief:match.title', { name }))).replaceAll(/\s+/g, ' '),
    language: input.language,
    audience: input.audience,
    audienceMark: writer.plain(`brief:audience.${input.audience}`),
    asOf: input.asOf,
    asOfText: plainText(writer.say('brief:asOf', { date: writer.date(input.asOf) })),
    pageText: plainText(writer.say('brief:page', { page: '{page}', pages: '{pages}' })),
    parts: [{ startsPage: false, blocks }],
    records: writer.used,
  };
}

function subjectLine(cells: MatchCells, about: readonly string[]): Line {
  if (about.length === 0) return cells.said('brief:match.typedText');
  return cells.writer.join(about.map((id) => cells.named(id)));
}

function answerBlocks(cells: MatchCells, { asked, only }: MatchDocumentInput): Block[] {
  const chosen = <Row>(rows: readonly Row[], idOf: (row: Row) => string) =>
    only.length === 0 ? rows : rows.filter((row) => only.includes(idOf(row)));
  switch (asked.question) {
    case 'team':
      return teamTables(cells, asked.answer);
    case 'rollout':
      return rolloutTables(cells, {
        ...asked.answer,
        items: chosen(asked.answer.items, (row) => row.cityId),
      });
    case 'organisation':
      return [
        ...rankingTable(cells, asked.answer.items, demandIdOf),
        ...partsTables(cells, asked.answer.items, demandIdOf),
        ...filteredTable(cells, asked.answer.filtered),
      ];
    default: {
      const idOf = (row: ShownOrganisation) => row.organisationId;
      const items = chosen(asked.answer.items, idOf);
      return [
        ...wantedTable(cells, asked.answer),
        ...rankingTable(cells, items, idOf),
        ...partsTables(cells, items, idOf),
        ...filteredTable(cells, only.length === 0 ? asked.answer.filtered : []),
      ];
    }
  }
}

function notes(cells: MatchCells, run: ShownRun): Block[] {
  const { writer } = cells;
  return [
    cells.heading('about'),
    {
      type: 'list',
      items: [
        cells.said('brief:match.noProbability'),
        cells.said('brief:match.audienceOnly'),
        writer.say('brief:match.run', {
          day: writer.date(run.day),
          data: run.dataHash.slice(0, 8),
          settings: run.settingsHash.slice(0, 8),
        }),
      ],
    },
  ];
}
