import type { TeamProposalRow } from '#contract/matchingSchemas.ts';

/** Sizes of the drawing in its own units (pixels at full width). */
export const teamDrawing = {
  width: 720,
  row: 34,
  elementWidth: 270,
  memberStart: 400,
  memberWidth: 230,
  memberHeight: 30,
  padding: 10,
} as const;

export interface PlacedElement {
  readonly conceptId: string;
  readonly covered: boolean;
  readonly y: number;
}

export interface PlacedMember {
  readonly organisationId: string;
  readonly role: TeamProposalRow['members'][number]['role'];
  readonly y: number;
}

export interface TeamLayout {
  readonly height: number;
  readonly elements: readonly PlacedElement[];
  readonly members: readonly PlacedMember[];
  /** From an element to the member that covers it. */
  readonly covers: readonly { readonly key: string; readonly from: number; readonly to: number }[];
  /** Data that goes from one member to another; within one member `from` equals `to`. */
  readonly links: readonly {
    readonly key: string;
    readonly number: number;
    readonly from: number;
    readonly to: number;
    /** How far the arc reaches out, so that arcs do not lie on each other. */
    readonly reach: number;
  }[];
}

/** Elements on the left, each beside the member that covers it as far as possible; uncovered ones below. */
export function layOutTeam(team: Pick<TeamProposalRow, 'members' | 'uncovered' | 'links'>): TeamLayout {
  const { row, padding } = teamDrawing;
  const covered = team.members.flatMap((member) =>
    member.covers.map(({ conceptId }) => ({ conceptId, member: member.organisationId })),
  );
  const ids = [
    ...covered.map(({ conceptId }) => ({ conceptId, covered: true })),
    ...team.uncovered.map((conceptId) => ({ conceptId, covered: false })),
  ];
  const rows = Math.max(ids.length, team.members.length, 1);
  const height = rows * row + 2 * padding;
  const centre = (index: number) => padding + index * row + row / 2;
  const elements = ids.map((element, index) => ({ ...element, y: centre(index) }));
  const step = (rows * row) / Math.max(team.members.length, 1);
  const members = team.members.map((member, index) => ({
    organisationId: member.organisationId,
    role: member.role,
    y: padding + step * (index + 0.5),
  }));
  const yOf = new Map(members.map((member) => [member.organisationId, member.y]));
  return {
    height,
    elements,
    members,
    covers: covered.map(({ conceptId, member }, index) => ({
      key: `${conceptId} ${member}`,
      from: centre(index),
      to: yOf.get(member) ?? 0,
    })),
    links: team.links.map((link, index) => ({
      key: `${link.dataAssetId} ${link.from.organisationId} ${link.to.organisationId}`,
      number: index + 1,
      from: yOf.get(link.from.organisationId) ?? 0,
      to: yOf.get(link.to.organisationId) ?? 0,
      reach: 22 + (index % 4) * 16,
    })),
  };
}
