import { describe, expect, it } from 'vitest';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { idsOf, matchingServiceOf, teamRequest } from './matchingService.ts';

const reader = { audience: 'private', timeZone: 'Asia/Tokyo', lead: undefined, leaving: undefined } as const;

describe('a team that a person works on', () => {
  it('is worth what the proposal was worth as long as nobody is swapped', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    for (const need of idsOf(services, 'need').slice(0, 12)) {
      for (const proposal of matching.team(teamRequest([need])).items) {
        const members = proposal.members.map(({ organisationId }) => organisationId);
        const { team } = matching.weighTeam({ ...reader, needIds: [need], members });
        expect(team.score).toBeCloseTo(proposal.score, 12);
        expect(team).toMatchObject({
          covered: proposal.covered,
          links: proposal.links,
          members: proposal.members,
        });
        expect(team.bound).toBeGreaterThanOrEqual(team.score - 1e-12);
      }
    }
  });

  it('is worth after a swap exactly what the list of replacements said, with the same coverage and links', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const needIds = ['need.pp-transit', 'need.bsb-river'];
    const members =
      matching.team(teamRequest(needIds)).items[0]?.members.map((row) => row.organisationId) ?? [];
    expect(members.length).toBeGreaterThan(1);
    for (const leaving of members) {
      const { team: before, replacements } = matching.weighTeam({ ...reader, needIds, members, leaving });
      expect(replacements.length).toBeGreaterThan(0);
      expect(replacements.map(({ score }) => score)).toEqual(
        replacements.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      for (const replacement of replacements.slice(0, 3)) {
        expect(members).not.toContain(replacement.organisationId);
        const swapped = members.map((id) => (id === leaving ? replacement.organisationId : id));
        const { team } = matching.weighTeam({ ...reader, needIds, members: swapped });
        expect(team.score).toBeCloseTo(replacement.score, 12);
        expect(replacement.difference).toBeCloseTo(team.score - before.score, 12);
        expect(team.covered.filter((id) => !before.covered.includes(id))).toEqual(replacement.gained);
        expect(before.covered.filter((id) => !team.covered.includes(id))).toEqual(replacement.lost);
        const assets = (links: typeof team.links) => links.map(({ dataAssetId }) => dataAssetId);
        expect(assets(replacement.linksGained)).toEqual(
          assets(team.links).filter((id) => !assets(before.links).includes(id)),
        );
      }
    }
  });

  it('is refused for members and needs that are not there', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const needIds = ['need.pp-transit'];
    const missing = expect.objectContaining({ code: 'NOT_FOUND' });
    expect(() => matching.weighTeam({ ...reader, needIds, members: ['org.nobody'] })).toThrow(missing);
    expect(() =>
      matching.weighTeam({ ...reader, needIds, members: ['org.nec'], leaving: 'org.pasco' }),
    ).toThrow(missing);
    expect(() => matching.weighTeam({ ...reader, needIds: ['need.none'], members: ['org.nec'] })).toThrow(
      missing,
    );
  });
});
