import { describe, expect, it, onTestFinished } from 'vitest';
import { readRecord } from '#db/queries/records.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { checkRegistry } from '#host/system/check.ts';
import { smallRegistry, temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';

describe('erasing personal data', () => {
  it('takes a contact out of this device, the endpoint, and every device that has it', {
    timeout: 120_000,
  }, async () => {
    const endpoint = await startUrbanOs({ port: 0, dataDirectory: temporaryDirectory(), warn: () => {} });
    onTestFinished(endpoint.close);
    const [here, there] = [await smallRegistry(), await smallRegistry()];
    const context = { actor: here.actor, language: 'en' };
    const { id } = here.writer.create('contact', { name: 'Somchai Erasable' }, context);
    here.writer.patch(id, { email: 'erasable@example.org' }, context);
    const exchange = async () => {
      for (const services of [here, there]) await syncOnce(services, { address: endpoint.url });
    };
    await exchange();
    expect(readRecord(there.store.statements, id)).toMatchObject({ email: 'erasable@example.org' });

    expect(eraseRecord(here.store, id)).toBeGreaterThan(0);
    await exchange();
    for (const services of [here, there]) {
      expect(readRecord(services.store.statements, id)).toBeUndefined();
      const values = services.store.statements.all('SELECT value FROM operation WHERE record_id = ?', id);
      expect(values.length).toBeGreaterThan(0);
      expect(values.every((row) => (row as { value: unknown }).value === null)).toBe(true);
      expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
    }
    const answer = await fetch(`${endpoint.url}/ngsi-ld/v1/entities?type=RegistryChange&limit=100`, {
      headers: { 'NGSILD-Tenant': 'government' },
    });
    const stands = await answer.text();
    expect(stands).toContain('RegistryChange:0001');
    expect(stands.toLowerCase()).not.toContain('erasable');
    expect(await syncOnce(there, { address: endpoint.url })).toMatchObject({ pulled: 0, pushed: 0 });
  });
});
