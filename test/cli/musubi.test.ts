import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openServices } from '#host/services.ts';
import { addRemovedRecords } from '#test/support/addRemovedRecords.ts';
import { commandLine, filledDirectory } from '#test/support/commandLine.ts';
import { resourcesDirectory, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';

describe('musubi', () => {
  it('init creates and fills a registry, and says so only the first time', async () => {
    const musubi = commandLine(temporaryDirectory());
    const first = await musubi(['init', '--json']);
    expect(first.status).toBe(0);
    expect(first.json).toMatchObject({
      created: true,
      counts: { city: 35, study: 59, organisation: 198, concept: 290 },
    });
    expect((await musubi(['init', '--json'])).json.created).toBe(false);
  });

  it('says on standard error, once, that a large file of an earlier version is prepared', async () => {
    const directory = filledDirectory();
    const { store, close } = await openServices({
      dataDirectory: directory,
      resourcesDirectory,
      shell: testShell,
    });
    addRemovedRecords(store.database);
    store.database.exec("DELETE FROM meta WHERE key = 'lists.fields'");
    close();
    const musubi = commandLine(directory);
    const first = await musubi(['list', 'city', '--limit', '1', '--json']);
    expect(first.status).toBe(0);
    expect(first.json.total).toBe(35);
    expect(first.stderr).toMatch(
      /^Preparing the lists of 2\d,\d{3} records for this version\..*\n1 \/ 35\n$/,
    );
    const second = await musubi(['list', 'city', '--limit', '1', '--json']);
    expect([second.stdout, second.stderr]).toEqual([first.stdout, '1 / 35\n']);
  });

  it('list gives total and items, filtered, sorted and paged', async () => {
    const musubi = commandLine();
    const { json, status } = await musubi([
      'list',
      'study',
      '--where',
      'programme=smart-jamp',
      '--sort',
      '-fiscalYear',
      '--limit',
      '3',
      '--json',
    ]);
    expect(status).toBe(0);
    expect(Object.keys(json)).toEqual(['kind', 'total', 'items']);
    expect(json.total).toBe(15);
    expect(json.items).toHaveLength(3);
    const next = await musubi([
      'list',
      'study',
      '--where',
      'programme=smart-jamp',
      '--sort',
      '-fiscalYear',
      '--limit',
      '3',
      '--offset',
      '3',
      '--json',
    ]);
    expect(next.json.items?.[0]?.id).not.toBe(json.items?.[0]?.id);
    const computed = await musubi(['list', 'study', '--computed', '--json', '--limit', '1']);
    expect(Object.keys(computed.json)).toEqual(['kind', 'total', 'items', 'computed']);
    expect(Object.keys(computed.json.computed ?? {})).toEqual([computed.json.items?.[0]?.id]);
  });

  it('show gives the record, what is linked to it in both directions, and its activity', async () => {
    const musubi = commandLine();
    const { json } = await musubi(['show', 'city', 'jakarta', '--json']);
    expect(json).toMatchObject({
      record: { id: 'jakarta', kind: 'city', name: { ja: 'ジャカルタ' } },
      links: {
        study: expect.arrayContaining([
          expect.objectContaining({ id: 'sj2021-jakarta-ocg', label: expect.any(Object) }),
        ]),
      },
      activity: [expect.objectContaining({ origin: 'bundled' })],
    });
  });

  it('adds, changes, undoes and removes; JSON from the argument, a file or standard input', async () => {
    const musubi = commandLine();
    const file = join(temporaryDirectory(), 'patch.json');
    const added = await musubi([
      'add',
      'followUp',
      '{"title":"Ask the city","city":"jakarta","status":"planned"}',
      '--json',
    ]);
    expect(added.json).toEqual({ id: expect.any(String), changeId: expect.any(String) });
    const id = String(added.json.id);
    writeFileSync(file, '\ufeff{"status":"done"}');
    const changed = await musubi(['set', 'follow-up', id, `@${file}`, '--json']);
    await musubi(['set', 'followUp', id, '-', '--json'], '{"outcome":{"ja":"市の担当と合意しました。"}}');
    const shown = await musubi(['show', 'followUp', id, '--json']);
    expect(shown.json.record).toMatchObject({
      title: { en: 'Ask the city' },
      status: 'done',
      outcome: { ja: '市の担当と合意しました。' },
    });
    await musubi(['undo', String(changed.json.changeId), '--json']);
    expect((await musubi(['show', 'followUp', id, '--json'])).json.record).toMatchObject({
      status: 'planned',
    });
    await musubi(['remove', 'followUp', id, '--json']);
    expect((await musubi(['list', 'followUp', '--json'])).json.total).toBe(0);
  });

  it('erases what people wrote about a record, once and for good; bundled facts stay', async () => {
    const musubi = commandLine();
    const { json } = await musubi(['add', 'contact', '{"name":"Erasable"}', '--json']);
    const id = String(json.id);
    const erased = await musubi(['erase', id, '--json']);
    expect(erased.json).toEqual({ id, erased: expect.any(Number) });
    expect((await musubi(['search', 'Erasable', '--json'])).json.total).toBe(0);
    for (const [wanted, code, status] of [
      [id, 'NOTHING_TO_ERASE', 4],
      ['jakarta', 'NOTHING_TO_ERASE', 4],
      ['no-such-record', 'NOT_FOUND', 3],
    ] as const) {
      const refused = await musubi(['erase', wanted, '--json']);
      expect([(refused.json.error as { code?: string } | undefined)?.code, refused.status]).toEqual([
        code,
        status,
      ]);
    }
    expect((await musubi(['show', 'city', 'jakarta', '--json'])).status).toBe(0);
  });

  it('search finds in every script and names the matching field', async () => {
    const musubi = commandLine();
    const { json } = await musubi(['search', 'ばんこく', '--kind', 'city', '--limit', '1', '--json']);
    expect(json.items).toEqual([
      expect.objectContaining({
        kind: 'city',
        id: 'bangkok',
        score: expect.any(Number),
        matched: expect.arrayContaining([{ field: 'name', text: 'バンコク' }]),
      }),
    ]);
  });

  it('keeps an added record from an audience that may not see it', async () => {
    const musubi = commandLine();
    const added = await musubi([
      'add',
      'missionNote',
      '{"title":"For us only","visibility":"private","about":["jakarta"]}',
      '--json',
    ]);
    const shown = await musubi(['show', 'city', 'jakarta', '--audience', 'government', '--json']);
    expect(shown.stdout).not.toContain(String(added.json.id));
    expect(
      (await musubi(['show', 'missionNote', String(added.json.id), '--audience', 'member', '--json'])).status,
    ).toBe(3);
  });

  it.each([
    [['list', 'citty', '--json'], 2, 'UNKNOWN_KIND', /city/],
    [['frobnicate', '--json'], 2, 'WRONG_USAGE', /frobnicate/],
    [['list', 'city', '--limit', 'many', '--json'], 2, 'WRONG_USAGE', /--limit/],
    [['list', 'city', '--audience', 'everyone', '--json'], 2, 'WRONG_USAGE', /public/],
    [['show', 'city', 'atlantis', '--json'], 3, 'NOT_FOUND', /atlantis/],
    [['show', 'study', 'jakarta', '--json'], 3, 'NOT_FOUND', /jakarta/],
    [['show', 'city', '../../etc/passwd', '--json'], 3, 'NOT_FOUND', /./],
    [['undo', 'nothing', '--json'], 3, 'NOT_FOUND', /nothing/],
    [['add', 'city', '{"name":', '--json'], 4, 'INPUT_UNREADABLE', /./],
    [['add', 'city', '@/no/such/file.json', '--json'], 4, 'INPUT_UNREADABLE', /no\/such/],
    [['add', 'city', '{"country":"KH"}', '--json'], 4, 'INVALID_INPUT', /name/],
    [['add', 'city', '[]', '--json'], 4, 'INVALID_INPUT', /./],
    [['set', 'city', 'jakarta', '{"nmae":"x"}', '--json'], 4, 'UNKNOWN_FIELD', /name/],
    [['restore', '/no/such/backup', '--json'], 3, 'NOT_FOUND', /./],
    [['export', 'city', '--format', 'pptx', '--out', '/dev/null', '--json'], 2, 'WRONG_USAGE', /xlsx/],
  ])('refuses %j with status %i', async (args, status, code, message) => {
    const outcome = await commandLine()(args);
    expect(outcome.status).toBe(status);
    expect(outcome.json.error).toMatchObject({
      code,
      message: expect.stringMatching(message),
      details: expect.any(Object),
    });
  });

  it('says what is wrong in one line of the reader’s language when no --json was given', async () => {
    const { stdout, stderr, status } = await commandLine()(['show', 'city', 'atlantis', '--lang', 'ja']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 3 });
    expect(stderr).toMatch(/^atlantis は見つかりませんでした。.*\n$/);
  });

  it('exports every format, opens what it wrote, and disarms formulas in CSV', async () => {
    const musubi = commandLine();
    const folder = temporaryDirectory();
    await musubi(['set', 'city', 'jakarta', '{"remarks":{"en":"=HYPERLINK(\\"http://x\\")"}}']);
    for (const format of ['json', 'csv', 'xlsx', 'ngsi-ld']) {
      const out = join(folder, `city.${format}`);
      const { json, status } = await musubi(['export', 'city', '--format', format, '--out', out, '--json']);
      expect({ status, json }).toEqual({ status: 0, json: { file: out, rows: 35 } });
    }
    expect(JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8'))).toHaveLength(35);
    const csv = readFileSync(join(folder, 'city.csv'), 'utf8');
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain("'=HYPERLINK");
    const [entity] = JSON.parse(readFileSync(join(folder, 'city.ngsi-ld'), 'utf8'));
    expect(entity).toMatchObject({
      type: 'SmartCity',
      name: { type: 'LanguageProperty' },
      location: { type: 'GeoProperty' },
    });
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(join(folder, 'city.xlsx'));
    expect(workbook.worksheets[0]?.rowCount).toBe(36);
  });

  it('backs up, restores and checks', async () => {
    const directory = filledDirectory();
    const musubi = commandLine(directory);
    const file = join(temporaryDirectory(), 'backup');
    expect((await musubi(['backup', file, '--json'])).json).toMatchObject({
      file,
      bytes: expect.any(Number),
    });
    await musubi(['remove', 'city', 'jakarta']);
    expect((await musubi(['restore', file, '--json'])).json).toMatchObject({
      restored: true,
      keptAside: expect.any(String),
    });
    expect((await musubi(['list', 'city', '--json'])).json.total).toBe(35);
    expect((await musubi(['check', '--json'])).json).toEqual({ ok: true, problems: [] });
    writeFileSync(
      join(directory, 'registry.db'),
      readFileSync(join(directory, 'registry.db')).fill(7, 20_000, 60_000),
    );
    const damaged = await musubi(['check', '--json']);
    expect(damaged.status).toBe(7);
  });

  it('writes a brief as HTML and DOCX', async () => {
    const musubi = commandLine();
    for (const format of ['html', 'docx']) {
      const out = join(temporaryDirectory(), `brief.${format}`);
      const { json, status } = await musubi([
        'brief',
        'city',
        'jakarta',
        '--format',
        format,
        '--lang',
        'ja',
        '--audience',
        'public',
        '--out',
        out,
        ...(format === 'html' ? ['--matching'] : []),
        '--json',
      ]);
      expect(status).toBe(0);
      expect(json).toMatchObject({
        file: out,
        bytes: expect.any(Number),
        withheld: 0,
        records: expect.arrayContaining([{ kind: 'city', id: 'jakarta' }]),
      });
      expect(existsSync(out)).toBe(true);
      if (format === 'html') expect(readFileSync(out, 'utf8')).toContain('ニーズに合う団体（マッチング）');
    }
  });
});

describe('a registry under a passphrase', () => {
  it('opens with the first line of --passphrase-file, and says what is needed without one', async () => {
    const directory = filledDirectory();
    const passphrase = 'four quite ordinary words';
    const services = await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
    await services.heldKey.protect(passphrase, undefined);
    services.close();
    const musubi = commandLine(directory);
    const without = await musubi(['list', 'city', '--json']);
    expect(without.status).toBe(7);
    expect(without.json.error).toMatchObject({ code: 'STORAGE_PASSPHRASE_NEEDED' });
    const file = join(temporaryDirectory(), 'passphrase.txt');
    writeFileSync(file, `\uFEFF${passphrase}\r\nanother line\r\n`);
    const found = await musubi(['list', 'city', '--limit', '1', '--json', '--passphrase-file', file]);
    expect(found).toMatchObject({ status: 0, json: { total: 35 } });
    writeFileSync(file, 'something else\n');
    expect((await musubi(['list', 'city', '--json', '--passphrase-file', file])).json.error).toMatchObject({
      code: 'STORAGE_WRONG_PASSPHRASE',
    });
    const missing = await musubi(['list', 'city', '--json', '--passphrase-file', `${file}.missing`]);
    expect(missing.status).toBe(4);
    expect(missing.json.error).toMatchObject({ code: 'INPUT_UNREADABLE' });
  });
});
