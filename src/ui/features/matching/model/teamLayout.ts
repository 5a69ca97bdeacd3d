import type { TeamProposalRow } from '#contract/matchingSchemas.ts';

/** Sizes of the drawing in its own units (pixels at full width). */
export const teamDrawing = {
  width: 760,
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
  /** Data between two members: one arc for each pair, with the numbers of its links and heads where data arrives. */
  readonly flows: readonly {
    readonly key: string;
    readonly numbers: readonly number[];
    readonly from: number;
    readonly to: number;
    readonly headAtFrom: boolean;
    readonly headAtTo: boolean;
    /** How far the arc's handles reach out: farther for members farther apart, so that arcs do not lie on each other. */
    readonly reach: number;
    /** The middle of the arc, where its numbers stand. */
    readonly label: { readonly x: number; readonly y: number };
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
    flows: layOutFlows(team.links, yOf),
  };
}

const nearest = 36;
const farther = 0.22;
const farthest = 110;

function layOutFlows(links: TeamProposalRow['links'], yOf: ReadonlyMap<string, number>): TeamLayout['flows'] {
  const byPair = new Map<
    string,
    { from: number; to: number; numbers: number[]; headAtFrom: boolean; headAtTo: boolean }
  >();
  for (const [index, link] of links.entries()) {
    const start = yOf.get(link.from.organisationId) ?? 0;
    const end = yOf.get(link.to.organisationId) ?? 0;
    // Within one member there is nothing to draw.
    if (start === end) continue;
    const from = Math.min(start, end);
    const to = Math.max(start, end);
    const key = `${from} ${to}`;
    const flow = byPair.get(key) ?? { from, to, numbers: [], headAtFrom: false, headAtTo: false };
    flow.numbers.push(index + 1);
    if (end === from) flow.headAtFrom = true;
    else flow.headAtTo = true;
    byPair.set(key, flow);
  }
  const edge = teamDrawing.memberStart + teamDrawing.memberWidth;
  return [...byPair].map(([key, flow]) => {
    const reach = Math.min(farthest, nearest + (flow.to - flow.from) * farther);
    // Half way along a curve whose two handles reach out equally far.
    return { key, ...flow, reach, label: { x: edge + 0.75 * reach, y: (flow.from + flow.to) / 2 } };
  });
}
