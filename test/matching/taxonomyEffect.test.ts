import { describe, expect, it } from 'vitest';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, ranking, textRanking } from './matchingService.ts';

const context = { actor: 'test', language: 'en' };
const sensor = 'tech.ai-water-level';

describe('an edit of the taxonomy', () => {
  it('is shown with its effect before it is written, and matching then says the same', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const { record } = services.reader.get(sensor, 'private');
    const values = { ...record, addresses: [], broader: [] };
    const effect = matching.taxonomyEffect({
      id: sensor,
      values,
      language: 'en',
      audience: 'private',
      timeZone: 'Asia/Tokyo',
    });
    expect(effect.changedDemands).toBeGreaterThan(0);
    const demand = effect.demands.find(({ needId }) => needId !== undefined);
    const need = ranking(demand?.needId ?? '', 'private', 500);
    const before = matching.need(need);
    expect(effect.before).toEqual(before.run);

    const { changeId } = services.writer.patch(sensor, { addresses: null, broader: null }, context);
    const after = matching.need(need);
    expect(effect.after).toEqual(after.run);
    for (const move of demand?.moves ?? []) {
      const place = (rows: typeof after.items) => {
        const row = rows.find(({ organisationId }) => organisationId === move.organisationId);
        return row && { rank: row.rank, score: row.score };
      };
      expect([move.before, move.after]).toEqual([place(before.items), place(after.items)]);
    }
    services.writer.undo(changeId ?? '', context);
    expect(matching.need(need).run).toEqual(before.run);
  });

  it('makes a word that was not understood understood, until it is undone', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const ask = textRanking('ต้องการระบบกระเช้าลอยฟ้าอัจฉริยะ LoRaWANgate');
    expect(matching.text(ask).query.unread?.map(({ text }) => text)).toContain('LoRaWANgate');
    const { changeId } = services.writer.patch(sensor, { synonyms: { th: ['LoRaWANgate'] } }, context);
    const read = matching.text(ask).query;
    expect(read.concepts.map(({ conceptId }) => conceptId)).toContain(sensor);
    expect(read.unread?.map(({ text }) => text)).not.toContain('LoRaWANgate');
    services.writer.undo(changeId ?? '', context);
    expect(matching.text(ask).query.unread?.map(({ text }) => text)).toContain('LoRaWANgate');
  });

  it('shows a concept that is not written yet, and one that the reader would not see as none', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const values = {
      label: { en: 'Public transit' },
      type: 'technology',
      addresses: [{ challenge: 'ch.flood-river', weight: 1 }],
    };
    const ask = { values, language: 'en' as const, timeZone: 'Asia/Tokyo' };
    const effect = matching.taxonomyEffect({ ...ask, id: undefined, audience: 'private' });
    expect(effect.after.taxonomyHash).not.toBe(effect.before.taxonomyHash);
    expect(effect.after.dataHash).toBe(effect.before.dataHash);
    const unseen = matching.taxonomyEffect({
      ...ask,
      id: undefined,
      values: { ...values, visibility: 'private' },
      audience: 'public',
    });
    expect(unseen).toMatchObject({ changedDemands: 0, changedReadings: 0, after: unseen.before });
  });

  it('is refused when it does not fit, by the preview as by the writer, and changes nothing', async () => {
    const services = await temporaryRegistry();
    const matching = matchingServiceOf(services);
    const problems = [{ path: 'broader.0', reason: 'circular', value: sensor }];
    const refused = expect.objectContaining({
      code: 'INVALID_INPUT',
      details: expect.objectContaining({ problems }),
    });
    const { record } = services.reader.get(sensor, 'private');
    expect(() =>
      matching.taxonomyEffect({
        id: sensor,
        values: { ...record, broader: [sensor] },
        language: 'en',
        audience: 'private',
        timeZone: 'Asia/Tokyo',
      }),
    ).toThrow(refused);
    expect(() => services.writer.patch(sensor, { broader: [sensor] }, context)).toThrow(refused);
    expect(services.reader.get(sensor, 'private').record).toEqual(record);
  });
});
