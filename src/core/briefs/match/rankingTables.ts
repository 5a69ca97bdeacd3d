import type { Block, Line, TextRun } from '../briefDocument.ts';
import { text } from '../briefWriter.ts';
import type { Cell, Column, MatchCells } from './matchCells.ts';
import {
  demandIdOf,
  type ShownFiltered,
  type ShownOrganisations,
  type ShownPart,
  type ShownRow,
} from './shownAnswer.ts';

/** The elements that are asked for. */
export function wantedTable(cells: MatchCells, { query }: ShownOrganisations): Block[] {
  const rows = query.concepts.map(({ conceptId, level }) => [
    [cells.named(conceptId)],
    [[text(cells.writer.plain(`match:level.${level}`))]],
  ]);
  return cells.table(
    'wanted',
    [
      ['element', 0.7],
      ['level', 0.3],
    ],
    rows,
  );
}

/** The rows with their scores, taken apart into points. */
export function rankingTable<Row extends ShownRow>(
  cells: MatchCells,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Block[] {
  const features = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.feature)))];
  const share = 0.4 / Math.max(1, features.length);
  const columns: Column[] = [
    ['rank', 0.075],
    ['name', 0.245],
    ['score', 0.08],
    ...features.map((feature): Column => [`match:feature.${feature}`, share]),
    ['confidence', 0.08],
    ['verdict', 0.12],
  ];
  return cells.table(
    'ranking',
    columns,
    rows.map((row) => [
      [[cells.figure(row.rank)]],
      [cells.mention(idOf(row))],
      [[cells.points(row.score)]],
      ...features.map((feature): Cell => {
        const part = row.parts.find((each) => each.feature === feature);
        return [part ? [cells.points(part.contribution)] : []];
      }),
      [[cells.points(row.confidence)]],
      cells.verdicts(row.verdicts),
    ]),
  );
}

/** One line for each part of each score, with the records that it rests on. */
export function partsTables<Row extends ShownRow>(
  cells: MatchCells,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Block[] {
  const parts = rows.flatMap((row) =>
    row.parts.map((part): Cell[] => [
      [cells.named(idOf(row))],
      [[text(cells.writer.plain(`match:feature.${part.feature}`))]],
      [[cells.share(part.value)]],
      [[cells.share(part.weight)]],
      [[cells.points(part.contribution)]],
      evidenceCell(cells, part),
    ]),
  );
  const missing = rows
    .filter((row) => row.missing.length > 0)
    .map((row): Cell[] => [[cells.named(idOf(row))], [cells.writer.names(row.missing)]]);
  return [
    ...cells.table(
      'parts',
      [
        ['name', 0.22],
        ['part', 0.13],
        ['value', 0.09],
        ['weight', 0.09],
        ['contribution', 0.09],
        ['evidence', 0.38],
      ],
      parts,
    ),
    ...cells.table(
      'missing',
      [
        ['name', 0.35],
        ['missing', 0.65],
      ],
      missing,
    ),
  ];
}

function evidenceCell(cells: MatchCells, part: ShownPart): Cell {
  const ids = part.because.flatMap((reason) => {
    if ('evidence' in reason) return reason.evidence.map(({ id }) => id);
    return 'record' in reason && reason.record ? [reason.record.id] : [];
  });
  const records = [...new Set(ids)].map((id) => cells.mention(id)).filter((line) => line.length > 0);
  const words = sharedWords(cells, part);
  return words ? [...records, words] : records;
}

/** The words that both texts have, as what is asked for writes them. */
function sharedWords({ writer }: MatchCells, part: ShownPart): Line | undefined {
  const words = part.because.flatMap((reason): TextRun[] =>
    reason.code === 'term' && reason.channel === 'word'
      ? [{ ...text(reason.word), ...(reason.language === writer.language ? {} : { lang: reason.language }) }]
      : [],
  );
  return words.length > 0
    ? writer.say('brief:match.sharedWords', { words: writer.join(words.map((word) => [word])) })
    : undefined;
}

/** Rows that a filter took out, with the reasons. */
export function filteredTable(cells: MatchCells, rows: readonly ShownFiltered[]): Block[] {
  // Those with nothing in common are many and tell nothing.
  const telling = rows.filter((row) => row.reasons.some((reason) => reason !== 'nothingInCommon'));
  return cells.table(
    'filtered',
    [
      ['name', 0.35],
      ['reasons', 0.3],
      ['saidReason', 0.35],
    ],
    telling.map((row) => [
      [cells.named(row.organisationId ?? demandIdOf(row))],
      [[text(row.reasons.map((each) => cells.writer.plain(`match:filtered.reason.${each}`)).join(' / '))]],
      cells.verdicts(row.verdicts),
    ]),
  );
}
