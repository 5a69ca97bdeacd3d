import type { Block } from '../briefDocument.ts';
import { text } from '../briefWriter.ts';
import type { Cell, MatchCells } from './matchCells.ts';
import type { ShownRollout } from './shownAnswer.ts';

/** Cities to which a case could be carried over, and what differs there. */
export function rolloutTables(cells: MatchCells, { items }: ShownRollout): Block[] {
  return [
    ...cells.table(
      'cities',
      [
        ['rank', 0.08],
        ['name', 0.26],
        ['score', 0.1],
        ['similarity', 0.12],
        ['needFit', 0.12],
        ['preconditions', 0.12],
        ['verdict', 0.2],
      ],
      items.map((row) => [
        [[cells.figure(row.rank)]],
        [cells.mention(row.cityId)],
        [[cells.points(row.score)]],
        [[cells.share(row.factors.similarity)]],
        [[cells.share(row.factors.needFit)]],
        [[cells.share(row.factors.preconditions)]],
        cells.verdicts(row.verdicts),
      ]),
    ),
    ...cells.table(
      'differences',
      [
        ['name', 0.3],
        ['dimension', 0.25],
        ['similarity', 0.15],
        ['adaptation', 0.3],
      ],
      items.flatMap((row) =>
        row.differences.map((difference): Cell[] => [
          [cells.named(row.cityId)],
          [[text(cells.writer.plain(`match:rollout.dimensions.${difference.dimension}`))]],
          [
            difference.similarity === undefined
              ? cells.writer.unknown()
              : [cells.share(difference.similarity)],
          ],
          [[text(cells.writer.plain(`match:rollout.adapt.${difference.adaptation}`))]],
        ]),
      ),
    ),
  ];
}
