import { describe, expect, it } from 'vitest';
import { commandLine } from '#test/support/commandLine.ts';

describe('musubi duplicates and merge', () => {
  it('two records of one firm are found, made one, and two again', async () => {
    const musubi = commandLine();
    const add = async (name: string, more: object) => {
      const record = { name: { ja: name }, homeCountry: 'JP', ...more };
      return String((await musubi(['add', 'organisation', JSON.stringify(record), '--json'])).json.id);
    };
    const keep = await add('株式会社結びの試験', { url: 'https://musubi.example' });
    const other = await add('結びの試験(株)', { url: 'https://musubi.example', type: 'company' });
    await musubi(['add', 'followUp', JSON.stringify({ title: 'x', responsible: other }), '--json']);

    const found = await musubi(['duplicates', 'organisation', '--json']);
    expect(found).toMatchObject({ status: 0, json: { kind: 'organisation', total: expect.any(Number) } });
    const items = found.json.items as unknown as {
      records: { id: string }[];
      score: number;
      because: string[];
    }[];
    const pair = items.find(({ records }) => records.every(({ id }) => id === keep || id === other));
    expect(pair).toMatchObject({ score: expect.any(Number), because: expect.arrayContaining(['sameName']) });
    expect((await musubi(['duplicates', 'organisation', '--limit', '1', '--json'])).json.items).toHaveLength(
      1,
    );

    const merge = ['merge', keep, other, '--choices', '{"name.ja":"other"}', '--json'];
    const merged = await musubi(merge);
    expect(merged).toMatchObject({ status: 0, json: { id: keep, changeId: expect.any(String), moved: 1 } });
    const show = async (id: string) => musubi(['show', 'organisation', id, '--json']);
    expect((await show(keep)).json.record).toMatchObject({ name: { ja: '結びの試験(株)' }, type: 'company' });
    expect((await show(other)).json.record).toHaveProperty('deletedAt');
    expect(await musubi(merge)).toMatchObject({ status: 3 });

    await musubi(['undo', String(merged.json.changeId)]);
    expect((await show(keep)).json.record).toMatchObject({ name: { ja: '株式会社結びの試験' } });
    expect((await show(other)).json.record).not.toHaveProperty('deletedAt');
  });

  it('what cannot be one is refused, and nothing changes', async () => {
    const musubi = commandLine();
    const refused: readonly (readonly [args: readonly string[], status: number, code: string])[] = [
      [['merge', 'jakarta', 'jakarta'], 4, 'MERGE_DIFFERENT'],
      [['merge', 'jakarta', 'org.pckk'], 4, 'MERGE_DIFFERENT'],
      [['merge', 'jakarta', 'constructor'], 3, 'NOT_FOUND'],
      [['merge', 'jakarta', 'hanoi', '--choices', '{"name":"neither"}'], 2, 'WRONG_USAGE'],
      [['merge', 'jakarta', 'hanoi', '--choices', '[]'], 2, 'WRONG_USAGE'],
      [['merge', 'jakarta', 'hanoi', '--choices', '{"nmae.en":"other"}'], 4, 'INVALID_INPUT'],
      [['merge', 'jakarta', 'hanoi', '--choices', '{"name.en":"both"}'], 4, 'INVALID_INPUT'],
      [['merge', 'jakarta', 'hanoi', '--choices', '{"__proto__":"keep"}'], 4, 'INVALID_INPUT'],
      [['merge', 'jakarta', 'hanoi', '--choices', '{'], 4, 'INPUT_UNREADABLE'],
      [['duplicates', 'city', '--limit', 'some'], 2, 'WRONG_USAGE'],
      [['duplicates', 'cities'], 2, 'UNKNOWN_KIND'],
    ];
    for (const [args, status, code] of refused) {
      const outcome = await musubi([...args, '--json']);
      expect({ args, status: outcome.status, error: outcome.json.error }).toMatchObject({
        args,
        status,
        error: { code },
      });
    }
    const { items } = (await musubi(['activity', '--json'])).json as unknown as {
      items: { origin: string }[];
    };
    expect(items.filter(({ origin }) => origin !== 'bundled')).toEqual([]);
  });
});

describe('musubi activity', () => {
  it('says who changed what, narrowed by kind, record and field, and only to the owner', async () => {
    const musubi = commandLine();
    await musubi(['set', 'city', 'jakarta', '{"remarks":"first"}']);
    await musubi(['set', 'city', 'hanoi', '{"mayor":"x"}']);
    await musubi(['set', 'study', 'sj2021-jakarta-ocg', '{"remarks":"second"}']);
    const recordsOf = async (...narrowed: string[]) => {
      const { json } = await musubi(['activity', ...narrowed, '--json']);
      const items = json.items as unknown as {
        changeId: string;
        at: string;
        entries: { recordId: string }[];
      }[];
      return items.map(({ entries }) => entries[0]?.recordId);
    };
    expect(await recordsOf()).toEqual(expect.arrayContaining(['sj2021-jakarta-ocg', 'jakarta']));
    expect((await recordsOf('--kind', 'study'))[0]).toBe('sj2021-jakarta-ocg');
    expect(await recordsOf('--record', 'jakarta', '--limit', '1')).toEqual(['jakarta']);
    expect((await recordsOf('--field', 'remarks')).slice(0, 2)).toEqual(['sj2021-jakarta-ocg', 'jakarta']);
    expect((await musubi(['activity', '--audience', 'public', '--json'])).json.error?.code).toBe('NOT_FOUND');
    expect((await musubi(['activity', '--kind', 'towns', '--json'])).status).toBe(2);
  });
});
