import { expect, it } from 'vitest';
import type { Visibility } from '#core/kinds/choices.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking } from './matchingService.ts';

const context = { actor: 'test', language: 'ja' };
const need = 'need.pp-transit';

function judge(services: HostServices, values: Record<string, unknown>) {
  const { id } = services.writer.create('verdict', { title: { ja: '評価' }, need, ...values }, context);
  return id;
}

function seenBy(services: HostServices, audience: Visibility) {
  return matchingServiceOf(services).need({ ...ranking(need, audience), listFiltered: true });
}

it('a veto takes its organisation out for those who may see it, with the reason, and changes nothing for others', async () => {
  const services = await temporaryRegistry();
  const before = JSON.stringify(seenBy(services, 'public'));
  const [first] = seenBy(services, 'member').items;
  const organisation = first?.organisationId ?? '';
  const reason = { ja: '協議の結果、辞退' };
  const id = judge(services, { organisation, verdict: 'vetoed', reason, visibility: 'member' });
  const answer = seenBy(services, 'member');
  expect(answer.items.map((row) => row.organisationId)).not.toContain(organisation);
  expect(answer.filtered.find((row) => row.organisationId === organisation)).toMatchObject({
    reasons: ['vetoed'],
    verdicts: [{ id, verdict: 'vetoed', reason }],
  });
  expect(JSON.stringify(seenBy(services, 'public'))).toBe(before);
  services.writer.remove(id, context);
  expect(seenBy(services, 'member').items[0]?.organisationId).toBe(organisation);
});

it('a private note about a verdict that others see stays out of everything that they are told', async () => {
  const services = await temporaryRegistry();
  const [first] = seenBy(services, 'member').items;
  const id = judge(services, {
    organisation: first?.organisationId,
    verdict: 'in-talks',
    visibility: 'member',
  });
  const before = JSON.stringify(seenBy(services, 'member'));
  const note = {
    title: { ja: '覚え書き' },
    about: [id],
    body: { ja: '担当者は交代予定' },
    visibility: 'private',
  };
  services.writer.create('missionNote', note, context);
  expect(JSON.stringify(seenBy(services, 'member'))).toBe(before);
  expect(services.reader.get(id, 'member').links.missionNote ?? []).toEqual([]);
  expect(services.reader.get(id, 'private').links.missionNote).toHaveLength(1);
});

it('a veto on a need that a reader may not see does not become a veto on everything', async () => {
  const services = await temporaryRegistry();
  const [first] = seenBy(services, 'public').items;
  const organisation = first?.organisationId ?? '';
  const hidden = services.writer.create(
    'need',
    { title: { ja: '非公開' }, visibility: 'private' },
    context,
  ).id;
  judge(services, { need: hidden, organisation, verdict: 'vetoed', visibility: 'public' });
  expect(seenBy(services, 'public').items[0]?.organisationId).toBe(organisation);
  judge(services, { need: null, organisation, verdict: 'vetoed', visibility: 'public' });
  expect(seenBy(services, 'public').items.map((row) => row.organisationId)).not.toContain(organisation);
});

it('other verdicts are shown, and leave the list only when that is asked for', async () => {
  const services = await temporaryRegistry();
  const organisation = seenBy(services, 'member').items[0]?.organisationId ?? '';
  judge(services, { organisation, verdict: 'not-relevant', visibility: 'member' });
  expect(seenBy(services, 'member').items[0]).toMatchObject({
    organisationId: organisation,
    verdict: 'not-relevant',
  });
  const hiding = matchingServiceOf(services).need({
    ...ranking(need, 'member'),
    hiddenVerdicts: ['not-relevant'],
  });
  expect(hiding.items.map((row) => row.organisationId)).not.toContain(organisation);
});
