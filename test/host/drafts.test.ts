import { describe, expect, it } from 'vitest';
import { draftKeySchema } from '#contract/draftSchemas.ts';
import { Drafts } from '#host/drafts/drafts.ts';
import { exportRecords } from '#host/export/exportRecords.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

describe('drafts', () => {
  it('are there for another connection as soon as they were put, the newest text winning', async () => {
    const services = await temporaryRegistry();
    new Drafts(services.store).put('record/city/new', { values: { name: 'one' } });
    new Drafts(services.store).put('record/city/new', { values: { name: 'two' } });
    const other = services.openStore();
    expect(new Drafts(other).get('record/city/new')?.content).toEqual({ values: { name: 'two' } });
    other.close();
  });

  it('are found by the beginning of their key and by nothing else', async () => {
    const { store } = await temporaryRegistry();
    const drafts = new Drafts(store);
    drafts.put('mission/m1/note', { a: 1 });
    drafts.put('mission/m1/need', { a: 2 });
    drafts.put('mission/m10/note', { a: 3 });
    expect(drafts.list('mission/m1/').map(({ key }) => key)).toHaveLength(2);
    drafts.remove('mission/m1/note');
    expect(drafts.list('mission/m1/').map(({ key }) => key)).toEqual(['mission/m1/need']);
    expect(drafts.get('mission/m1/note')).toBeNull();
    expect(drafts.list('mission/%')).toEqual([]);
  });

  it('never enter the log or an export', async () => {
    const services = await temporaryRegistry();
    const before = services.store.statements.get<{ n: number }>('SELECT count(*) AS n FROM operation')?.n;
    new Drafts(services.store).put('record/city/new', { values: { remarks: { en: 'only-in-the-draft' } } });
    expect(services.store.statements.get<{ n: number }>('SELECT count(*) AS n FROM operation')?.n).toBe(
      before,
    );
    const { bytes } = await exportRecords(services, {
      kind: 'city',
      format: 'json',
      where: [],
      audience: 'private',
      language: 'en',
    });
    expect(Buffer.from(bytes).toString()).not.toContain('only-in-the-draft');
  });

  it.each(['', 'one', '/a/b', 'a//b', `a/${'b'.repeat(400)}`, 'a/b c', 'a/b\u0000'])(
    'refuse the key %j',
    (key) => {
      expect(draftKeySchema.safeParse(key).success).toBe(false);
    },
  );
});
