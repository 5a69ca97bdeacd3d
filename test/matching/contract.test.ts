import { cpSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import { expect, inject, it, onTestFinished } from 'vitest';
import { openHost } from '#host/index.ts';
import { resourcesDirectory, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';

async function client() {
  const dataDirectory = temporaryDirectory();
  cpSync(inject('registryTemplate'), dataDirectory, { recursive: true });
  const host = await openHost({ dataDirectory, resourcesDirectory, shell: testShell });
  onTestFinished(() => host.close());
  const router = host.openRouter();
  if (!router) throw new Error('the registry is locked');
  return createRouterClient(router, { context: host.context() }).matching;
}

it('every question comes through the contract with the names of what it speaks of', async () => {
  const matching = await client();
  const need = await matching.need({ id: 'need.pp-transit', audience: 'public' });
  expect(need.items).toHaveLength(20);
  expect(need.labels['org.pckk']).toMatchObject({ kind: 'organisation', label: { ja: expect.any(String) } });
  expect(need.labels['ch.public-transport']?.kind).toBe('concept');
  for (const item of need.items) expect(need.labels).toHaveProperty([item.organisationId]);

  const city = await matching.city({ id: 'phnom-penh', limit: 3, listFiltered: true });
  expect(city.items).toHaveLength(3);
  const organisation = await matching.organisation({ id: 'org.pckk', limit: 3 });
  expect(organisation.items).toHaveLength(3);
  const text = await matching.text({ text: 'バスの運行管理', country: 'KH' });
  expect(text.query.countries).toEqual(['KH']);
  const team = await matching.team({ needIds: ['need.pp-transit'], lead: 'org.pckk' });
  expect(team.items[0]?.members[0]?.organisationId).toEqual(expect.any(String));
  const rollout = await matching.rollout({ id: 'sj2021-phnom-penh-bus-shelter' });
  expect(rollout.labels).toHaveProperty([rollout.items[0]?.cityId ?? '']);
  expect((await matching.runs({})).items).toHaveLength(6);
});

it('settings come back as they were set, and what does not fit is refused', async () => {
  const matching = await client();
  const { defaults, hash } = await matching.settings.get();
  const changed = await matching.settings.set({ changes: { weights: { text: 0.3 } } });
  expect(changed.settings).toMatchObject({ weights: { text: 0.3 } });
  expect(changed.hash).not.toBe(hash);
  const answer = await matching.need({ id: 'need.pp-transit' });
  expect(answer.run.settingsHash).toBe(changed.hash);
  expect((await matching.settings.set({ changes: null })).settings).toEqual(defaults);
  const refused = async (changes: unknown) =>
    expect(matching.settings.set({ changes: changes as never })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { problems: [expect.anything()] },
    });
  await refused({ weights: { text: -1 } });
  await expect(
    matching.settings.effect({ changes: { strength: { claimLimit: 0.5 } } }),
  ).rejects.toMatchObject({
    data: { problems: [{ path: 'strength.claimLimit', reason: 'notInteger', value: 0.5 }] },
  });
  expect((await matching.settings.get()).hash).toBe(hash);
});

it('what is not there, or not for this reader, is NOT_FOUND', async () => {
  const matching = await client();
  await expect(matching.need({ id: 'need.never' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(matching.need({ id: 'need.pp-transit', timeZone: 'Moon/Sea' })).rejects.toThrow();
});
