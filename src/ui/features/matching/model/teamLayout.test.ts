import { describe, expect, it } from 'vitest';
import { layOutTeam, teamDrawing } from './teamLayout.ts';

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
    {
      dataAssetId: 'levels',
      from: { organisationId: 'b', technologyId: 't1' },
      to: { organisationId: 'a', technologyId: 't2' },
    },
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
    expect(layout.links[0]).toMatchObject({ number: 1, from: yOf('b'), to: yOf('a') });
  });

  it('keeps everything inside its height', () => {
    for (const { y } of [...layout.elements, ...layout.members]) {
      expect(y).toBeGreaterThanOrEqual(teamDrawing.padding);
      expect(y).toBeLessThanOrEqual(layout.height - teamDrawing.padding);
    }
  });
});
