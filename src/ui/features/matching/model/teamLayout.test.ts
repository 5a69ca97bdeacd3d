import { describe, expect, it } from 'vitest';
import { layOutTeam, teamDrawing } from './teamLayout.ts';

const link = (dataAssetId: string, from: string, to: string) => ({
  dataAssetId,
  from: { organisationId: from, technologyId: 't' },
  to: { organisationId: to, technologyId: 't' },
});

const team = {
  members: [
    {
      organisationId: 'a',
      role: 'hub' as const,
      covers: [
        { conceptId: 'x', value: 1 },
        { conceptId: 'y', value: 1 },
      ],
    },
    { organisationId: 'b', role: 'member' as const, covers: [{ conceptId: 'z', value: 1 }] },
  ],
  uncovered: ['gap'],
  links: [
    link('levels', 'b', 'a'),
    // Inside one member there is nothing to draw.
    link('own', 'a', 'a'),
    link('counts', 'b', 'a'),
    link('orders', 'a', 'b'),
  ],
};

describe('the drawing of a team', () => {
  const layout = layOutTeam(team);

  it('shows every element once, uncovered ones last', () => {
    expect(layout.elements.map(({ conceptId, covered }) => [conceptId, covered])).toEqual([
      ['x', true],
      ['y', true],
      ['z', true],
      ['gap', false],
    ]);
  });

  it('joins every covered element to the member that covers it', () => {
    const yOf = (id: string) => layout.members.find((member) => member.organisationId === id)?.y;
    expect(layout.covers.map(({ to }) => to)).toEqual([yOf('a'), yOf('a'), yOf('b')]);
    expect(layout.flows).toMatchObject([
      { numbers: [1, 3, 4], from: yOf('a'), to: yOf('b'), headAtFrom: true, headAtTo: true },
    ]);
  });

  it('keeps everything inside its height', () => {
    for (const { y } of [...layout.elements, ...layout.members]) {
      expect(y).toBeGreaterThanOrEqual(teamDrawing.padding);
      expect(y).toBeLessThanOrEqual(layout.height - teamDrawing.padding);
    }
  });
});
