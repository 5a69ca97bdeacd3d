import type { Block } from '../briefDocument.ts';
import { text } from '../briefWriter.ts';
import type { Cell, MatchCells } from './matchCells.ts';
import type { ShownTeams } from './shownAnswer.ts';

/** Proposed teams, their members and what ties their data together. */
export function teamTables(cells: MatchCells, { items, nobodyOffers }: ShownTeams): Block[] {
  const members = items.flatMap((team, index) =>
    team.members.map((member): Cell[] => [
      [[cells.figure(index + 1)]],
      [cells.mention(member.organisationId)],
      [[text(cells.writer.plain(`match:team.role.${member.role}`))]],
      [cells.writer.names(member.covers.map(({ conceptId }) => conceptId))],
    ]),
  );
  const links = items.flatMap((team, index) =>
    team.links.map((link): Cell[] => [
      [[cells.figure(index + 1)]],
      [cells.named(link.dataAssetId)],
      [cells.named(link.from.organisationId)],
      [cells.named(link.to.organisationId)],
    ]),
  );
  return [
    ...(nobodyOffers.length > 0
      ? [
          cells.heading('nobodyOffers'),
          { type: 'paragraph', tone: 'normal', content: cells.writer.names(nobodyOffers) } as const,
        ]
      : []),
    ...cells.table(
      'teams',
      [
        ['team', 0.08],
        ['value', 0.12],
        ['covered', 0.3],
        ['uncovered', 0.3],
        ['within', 0.2],
      ],
      items.map((team, index) => [
        [[cells.figure(index + 1)]],
        [[cells.share(team.score)]],
        [cells.writer.names(team.covered)],
        [cells.writer.names(team.uncovered)],
        [[cells.share(team.withinPercent / 100)]],
      ]),
    ),
    ...cells.table(
      'members',
      [
        ['team', 0.08],
        ['name', 0.34],
        ['role', 0.14],
        ['covers', 0.44],
      ],
      members,
    ),
    ...cells.table(
      'links',
      [
        ['team', 0.08],
        ['asset', 0.32],
        ['from', 0.3],
        ['to', 0.3],
      ],
      links,
    ),
  ];
}
