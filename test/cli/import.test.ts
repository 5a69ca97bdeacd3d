import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { commandLine } from '#test/support/commandLine.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

/** `musubi` on a registry of this test's own, in a folder with files of its own. */
function workplace() {
  const folder = temporaryDirectory();
  const data = join(folder, 'data');
  cpSync(inject('registryTemplate'), data, { recursive: true });
  const run = commandLine(data);
  const musubi = (...args: string[]) => run(args);
  const json = async (...args: string[]) => {
    const outcome = await musubi(...args, '--json');
    return { status: outcome.status, json: JSON.parse(outcome.stdout) };
  };
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { folder, musubi, json, file };
}

const list = '会社名,国名,確認日\n甲社,日本,R7.4.1\n乙社,日本,\n丙社,どこか,\n';

describe('musubi import', () => {
  it('dry run, import, error rows, revert', async () => {
    const { folder, json, file } = workplace();
    const path = file('members.csv', list);
    const counts = { rows: 3, create: 2, update: 0, unchanged: 0, skipped: 0 };
    const mapping = file('mapping.json', '{"確認日": "reviewDate"}');
    const common = ['import', path, '--kind', 'organisation', '--mapping', mapping];
    const dry = await json(...common, '--dry-run');
    expect(dry).toMatchObject({ status: 0, json: counts });
    expect(dry.json).not.toHaveProperty('batchId');
    expect(dry.json.errors).toEqual([
      {
        row: 4,
        column: '国名',
        value: 'どこか',
        code: 'unknownReference',
        message: expect.stringContaining('どこか'),
      },
    ]);
    const out = join(folder, 'errors.xlsx');
    const done = await json(...common, '--error-rows', out);
    expect(done.json).toMatchObject({ ...counts, batchId: expect.any(String), duplicates: [] });
    expect(existsSync(out)).toBe(true);
    const again = await json('import', out, '--kind', 'organisation', '--dry-run');
    expect(again.json).toMatchObject({ rows: 1, errors: [{ row: 2, code: 'unknownReference' }] });
    const found = await json('list', 'organisation', '--where', 'reviewDate=2025-04-01');
    expect(found.json.items).toMatchObject([{ name: { ja: '甲社' }, homeCountry: 'JP' }]);
    expect(await json('import', 'revert', done.json.batchId)).toEqual({
      status: 0,
      json: { reverted: 2, kept: [] },
    });
    expect((await json('list', 'organisation', '--where', 'reviewDate=2025-04-01')).json.total).toBe(0);
    expect((await json('check')).json).toEqual({ ok: true, problems: [] });
  });

  it('keeps ids of JSON: what is there is updated, what is not is made under its id', async () => {
    const { json, folder } = workplace();
    const out = join(folder, 'city.json');
    await json('export', 'city', '--format', 'json', '--out', out);
    const cities = JSON.parse(readFileSync(out, 'utf8')) as { id: string; yomi?: string }[];
    const [first] = cities;
    writeFileSync(
      out,
      JSON.stringify([
        { ...first, yomi: 'あたらしいよみ' },
        { ...first, id: 'new-town', name: 'New Town' },
      ]),
    );
    const done = await json('import', out, '--kind', 'city');
    expect(done.json).toMatchObject({ create: 1, update: 1, errors: [] });
    expect(done.json.changes).toMatchObject([{ id: first?.id, fields: [{ field: 'yomi' }] }]);
    expect((await json('show', 'city', 'new-town')).json.record).toMatchObject({
      name: { en: 'New Town' },
    });
  });

  it('says what it did in words when no --json was given', async () => {
    const { musubi, file } = workplace();
    const { stdout, stderr, status } = await musubi(
      'import',
      file('members.csv', list),
      '--kind',
      'organisation',
      '--dry-run',
    );
    expect(status).toBe(0);
    expect(stdout).toContain('3 rows: 2 to create, 0 to update, 0 unchanged, 0 left out, 1 in error');
    expect(stdout).toContain('Row 4, 国名: ');
    expect(stderr).toContain('会社名 → name (by its header)');
    expect(stderr).toContain('確認日 → not used');
  });

  it.each([
    [['import'], 2, 'WRONG_USAGE'],
    [['import', 'a.csv'], 2, 'WRONG_USAGE'],
    [['import', 'a.csv', 'b.csv', '--kind', 'city'], 2, 'WRONG_USAGE'],
    [['import', 'a.csv', '--kind', 'citty'], 2, 'UNKNOWN_KIND'],
    [['import', 'a.csv', '--kind', 'city', '--on-match', 'guess'], 2, 'WRONG_USAGE'],
    [['import', '/no/such/file.csv', '--kind', 'city'], 4, 'INPUT_UNREADABLE'],
    [['import', '/dev/null', '--kind', 'city'], 4, 'IMPORT_EMPTY'],
    [['import', '/dev/null', '--kind', 'city', '--mapping', '/no/such'], 4, 'INPUT_UNREADABLE'],
    [['import', 'revert', 'no-such-batch'], 3, 'NOT_FOUND'],
  ])('refuses %j with status %i', async (args, status, code) => {
    const outcome = await workplace().json(...args);
    expect(outcome.status).toBe(status);
    expect(outcome.json.error).toMatchObject({
      code,
      message: expect.any(String),
      details: expect.any(Object),
    });
  });
});
