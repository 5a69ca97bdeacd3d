import { describe, expect, it } from 'vitest';
import { prepareMission } from '#host/missions/prepareMission.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const today = '2026-11-26';

async function travelling() {
  const services = await temporaryRegistry();
  const context = { actor: services.actor, language: 'en' };
  const add = (kind: Parameters<typeof services.writer.create>[0], values: object) =>
    services.writer.create(kind, values, context).id;
  const mission = add('mission', {
    title: 'Phnom Penh 2026',
    from: '2026-12-01',
    until: '2026-12-04',
    cities: ['phnom-penh', 'battambang'],
  });
  return {
    services,
    add,
    mission,
    prepare: (audience: 'private' | 'government' | 'member' | 'public' = 'private') =>
      prepareMission(services.reader, mission, today, audience),
  };
}

describe('preparing a mission', () => {
  it('brings together what is known of each city, in the order of the journey', async () => {
    const { prepare } = await travelling();
    const { cities, labels } = prepare();
    expect(cities.map(({ city }) => city.id)).toEqual(['phnom-penh', 'battambang']);
    const [first] = cities;
    expect(first?.needs.map(({ id }) => id)).toContain('need.pp-transit');
    expect(first?.studies.length).toBeGreaterThan(0);
    expect(labels.KH?.kind).toBe('country');
  });

  it('shows open follow-ups of the city and of its studies, the most urgent first, and no closed ones', async () => {
    const { add, prepare } = await travelling();
    const study = prepare().cities[0]?.studies[0]?.study.id;
    const later = add('followUp', {
      title: 'later',
      city: 'phnom-penh',
      status: 'planned',
      due: '2027-01-10',
    });
    const late = add('followUp', { title: 'late', study, status: 'waiting', due: '2026-10-01' });
    const undated = add('followUp', { title: 'undated', city: 'phnom-penh', status: 'planned' });
    const done = add('followUp', {
      title: 'done',
      study,
      status: 'done',
      outcome: 'Budget was approved',
      date: '2026-05-01',
    });
    const elsewhere = add('followUp', { title: 'elsewhere', study, city: 'battambang', status: 'planned' });
    const [city, other] = prepare().cities;
    expect(city?.followUps.map(({ id }) => id)).toEqual([late, later, undated]);
    expect(other?.followUps.map(({ id }) => id)).toContain(elsewhere);
    expect(city?.studies.find((each) => each.study.id === study)?.outcomes.map(({ id }) => id)).toContain(
      done,
    );
  });

  it('leaves out needs that are covered and memorandums that have ended', async () => {
    const { add, prepare } = await travelling();
    const covered = add('need', { title: 'covered', city: 'phnom-penh', state: 'covered' });
    const ended = add('mou', {
      title: 'ended',
      cities: ['phnom-penh'],
      status: 'in-force',
      date: '2019-01-01',
      validUntil: '2024-01-01',
    });
    const binding = add('mou', {
      title: 'binding',
      cities: ['phnom-penh'],
      status: 'in-force',
      date: '2025-01-01',
      validUntil: '2030-01-01',
    });
    const [city] = prepare().cities;
    const shown = [...(city?.needs ?? []), ...(city?.mous ?? [])].map(({ id }) => id);
    expect(shown).toContain(binding);
    expect(shown).not.toContain(covered);
    expect(shown).not.toContain(ended);
  });

  it('says who was met there on earlier missions', async () => {
    const { add, prepare } = await travelling();
    const earlier = add('mission', {
      title: 'earlier',
      from: '2025-05-01',
      cities: ['phnom-penh', 'battambang'],
      met: [
        { organisation: 'org.nippon-koei', role: { en: 'Director' }, city: 'phnom-penh', date: '2025-05-02' },
        { role: { en: 'Somebody elsewhere' }, city: 'battambang' },
      ],
    });
    expect(prepare().cities[0]?.met).toEqual([
      { mission: earlier, organisation: 'org.nippon-koei', role: { en: 'Director' }, date: '2025-05-02' },
    ]);
  });

  it('shows an audience nothing above it, and no mission that it may not see', async () => {
    const { add, prepare } = await travelling();
    const secret = add('need', { title: 'secret', city: 'phnom-penh', visibility: 'private', state: 'open' });
    expect(JSON.stringify(prepare('private'))).toContain(secret);
    expect(JSON.stringify(prepare('government'))).not.toContain(secret);
    expect(() => prepare('member')).toThrow(/NOT_FOUND/);
  });
});
