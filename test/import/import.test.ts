import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { readRecord } from '#db/queries/records.ts';
import { writeErrorRows } from '#host/import/errorRows.ts';
import { revertImport } from '#host/import/revertImport.ts';
import type { HostServices } from '#host/services.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import {
  countOperations,
  countRecords,
  csvOf,
  importing,
  refusalOf,
  reportFor,
  translate,
  workbookOf,
} from './support.ts';

const members = [
  ['スマートシティ協会　会員名簿'],
  ['2025年4月1日現在'],
  [],
  ['No.', '会社名', '英語名', '国名', '会員', 'HP', '対応分野', '内容確認日', '備考'],
  [
    1,
    '株式会社青空都市',
    'Aozora City Inc.',
    '日本',
    '○',
    'aozora.example.jp',
    '防災、交通',
    '令和7年4月1日',
    '優先',
  ],
  [2, '港湾技研㈱', 'Kowan Giken', 'JP', '×', 'https://kowan.example.jp', '', 'R7.4.1', ''],
  [3, '', 'Nameless', '日本', '', '', '', '', ''],
  [4, 'ยั่งยืน จำกัด', '', 'タイ', 'はい', '', '', 45748, ''],
  ['※表示順は五十音順'],
] as const;

function recordNamed(services: HostServices, name: string) {
  const row = services.store.statements.get<{ id: string }>(
    `SELECT record.id FROM record, json_each(record.label) AS own
     WHERE own.value = ? AND record.deleted_at IS NULL`,
    name,
  );
  return row && readRecord(services.store.statements, row.id);
}

describe('a member list as people write it', () => {
  it.each([
    ['an Excel workbook', () => workbookOf(members.map((row) => [...row]))],
    ['CSV', async () => csvOf(members)],
    ['tab-separated text', async () => csvOf(members, '\t')],
  ])('is read from %s', async (_format, file) => {
    const services = await temporaryRegistry();
    const report = await reportFor(services, 'organisation', await file());
    expect(report).toMatchObject({ rows: 5, create: 4, update: 0, skipped: 1, errors: [], headerRow: 4 });
    expect(report.mapping.map(({ target }) => target)).toEqual([
      null,
      'name',
      'name.en',
      'homeCountry',
      'jascaMember',
      'url',
      'solutionAreas',
      'reviewDate',
      'remarks',
    ]);
    expect(recordNamed(services, '株式会社青空都市')).toMatchObject({
      name: { ja: '株式会社青空都市', en: 'Aozora City Inc.' },
      homeCountry: 'JP',
      jascaMember: true,
      url: 'https://aozora.example.jp',
      reviewDate: '2025-04-01',
      remarks: { ja: '優先' },
    });
    expect(recordNamed(services, 'ยั่งยืน จำกัด')).toMatchObject({
      name: { th: 'ยั่งยืน จำกัด' },
      homeCountry: 'TH',
      reviewDate: '2025-04-01',
    });
    expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
  });

  it('is found to be imported already, whatever the legal form is written like', async () => {
    const services = await temporaryRegistry();
    await importing(services, 'organisation', csvOf(members));
    const again = csvOf([
      ['企業名', '国'],
      ['(株)青空都市', '日本'],
      ['港湾技研株式会社', '日本'],
      ['Aozora City', 'Japan'],
    ]);
    const before = countOperations(services);
    const report = await reportFor(services, 'organisation', again);
    expect(report).toMatchObject({ create: 0, update: 0, unchanged: 3, errors: [] });
    expect(report.duplicates.map(({ candidates }) => candidates[0]?.score)).toEqual([1, 1, 1]);
    expect(report.duplicates[0]?.candidates[0]?.because).toContain('sameName');
    expect(countOperations(services)).toBe(before);
  });
});

describe('a dry run', () => {
  it('says the same as the import that follows, and writes nothing', async () => {
    const services = await temporaryRegistry();
    const file = csvOf([
      ['名称', '本国', '団体種別', '内容確認日'],
      ['日本工営', '日本', '企業', '2025/4/1'],
      ['新しい会社', '日本', '企業', ''],
      ['困った会社', 'アトランティス', '会社組織', '来年'],
    ]);
    const before = countOperations(services);
    const dry = await reportFor(services, 'organisation', file, { dryRun: true });
    expect(countOperations(services)).toBe(before);
    const { batchId, ...done } = await reportFor(services, 'organisation', file);
    const withoutIds = (value: unknown) => JSON.stringify(value).replaceAll(/[\da-f-]{36}/g, 'new');
    expect(withoutIds(done)).toBe(withoutIds(dry));
    expect(batchId).toEqual(expect.any(String));
    expect(done.create).toBe(1);
    expect(done.errors).toEqual([
      expect.objectContaining({ row: 4, column: '本国', value: 'アトランティス', code: 'unknownReference' }),
      expect.objectContaining({ row: 4, column: '団体種別', value: '会社組織', code: 'notChoice' }),
      expect.objectContaining({ row: 4, column: '内容確認日', value: '来年', code: 'notDate' }),
    ]);
    expect(done.errors.every(({ message }) => message.length > 10)).toBe(true);
  });

  it('shows every change of a field, old and new', async () => {
    const services = await temporaryRegistry();
    const report = await reportFor(
      services,
      'city',
      JSON.stringify([
        { id: 'jakarta', kind: 'city', name: { ja: 'ジャカルタ特別市' }, aliases: ['スンダ・クラパ港町'] },
      ]),
      { dryRun: true },
    );
    const jakarta = readRecord(services.store.statements, 'jakarta');
    expect(report.changes).toEqual([
      {
        row: 1,
        id: 'jakarta',
        fields: expect.arrayContaining([
          { field: 'name.ja', before: 'ジャカルタ', after: 'ジャカルタ特別市' },
          {
            field: 'aliases',
            before: jakarta?.aliases ?? null,
            after: [...((jakarta?.aliases as string[] | undefined) ?? []), 'スンダ・クラパ港町'],
          },
        ]),
      },
    ]);
  });
});

describe('rows about records that are there', () => {
  const file = csvOf([
    ['名称', '業種'],
    ['㈱日立製作所', '電機'],
    ['日立製作', '電機'],
  ]);
  const registry = async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'ja' };
    if (!recordNamed(services, '日立製作所')) {
      services.writer.create('organisation', { name: '日立製作所', homeCountry: 'JP' }, context);
    }
    return services;
  };

  it('update them, make new ones where only the name is near, and tell the candidates', async () => {
    const services = await registry();
    const report = await reportFor(services, 'organisation', file, { dryRun: true });
    expect(report.create + report.update + report.unchanged).toBe(2);
    expect(report.duplicates[0]).toMatchObject({ row: 2, candidates: [{ because: ['sameName'] }] });
    expect(report.changes.flatMap(({ fields }) => fields.map(({ field }) => field))).not.toContain('name.ja');
  });

  it('are left alone with skip', async () => {
    const services = await registry();
    const report = await reportFor(services, 'organisation', file, { dryRun: true, onMatch: 'skip' });
    expect(report.skippedRows).toContainEqual({ row: 2, reason: 'matched' });
    expect(report.update).toBe(0);
  });

  it('wait for a person with ask, and do what that person decides', async () => {
    const services = await registry();
    const asked = await reportFor(services, 'organisation', file, { onMatch: 'ask' });
    expect(asked.batchId === undefined || asked.create > 0).toBe(true);
    expect(asked.skippedRows).toContainEqual({ row: 2, reason: 'undecided' });
    const id = asked.duplicates[0]?.candidates[0]?.id ?? '';
    const decided = await reportFor(services, 'organisation', file, {
      onMatch: 'ask',
      dryRun: true,
      mapping: { decisions: { 2: id, 3: 'skip' } },
    });
    expect(decided.skippedRows).toEqual([{ row: 3, reason: 'decided' }]);
    expect(decided.update + decided.unchanged).toBe(1);
    const made = await reportFor(services, 'organisation', file, {
      dryRun: true,
      mapping: { decisions: { 2: 'create', 3: 'skip' } },
    });
    expect(made.create).toBe(1);
  });

  it('named twice in one file are one record', async () => {
    const services = await temporaryRegistry();
    const report = await reportFor(
      services,
      'organisation',
      csvOf([
        ['名称', 'よみ', '業種'],
        ['双子産業', 'ふたごさんぎょう', ''],
        ['双子産業㈱', '', '製造'],
      ]),
    );
    expect(report).toMatchObject({ create: 1, update: 1 });
    expect(recordNamed(services, '双子産業')).toMatchObject({
      yomi: 'ふたごさんぎょう',
      industry: { ja: '製造' },
    });
  });
});

describe('the mapping', () => {
  const file = csvOf([
    ['甲', '乙'],
    ['第一案', '日本'],
    ['第二案', 'タイ'],
  ]);

  it('is asked for when no column can be the name', async () => {
    const services = await temporaryRegistry();
    expect(await refusalOf(importing(services, 'organisation', file))).toBe('IMPORT_UNMAPPED');
  });

  it('is taken from a person, and remembered for the next file with these headers', async () => {
    const services = await temporaryRegistry();
    const mapping = { 甲: 'name.ja', 乙: 'homeCountry' };
    expect(await reportFor(services, 'organisation', file, { mapping })).toMatchObject({ create: 2 });
    const next = csvOf([
      ['甲', '乙'],
      ['第三案', '日本'],
    ]);
    const report = await reportFor(services, 'organisation', next);
    expect(report).toMatchObject({ create: 1 });
    expect(report.mapping).toEqual([
      { column: '甲', target: 'name.ja', by: 'remembered' },
      { column: '乙', target: 'homeCountry', by: 'remembered' },
    ]);
  });

  it('sees by the content what a header does not say', async () => {
    const services = await temporaryRegistry();
    const report = await reportFor(
      services,
      'organisation',
      csvOf([
        ['会社名', 'ｱﾄﾞﾚｽ?', '別紙'],
        ['一社', 'https://a.example.jp', '企業'],
        ['二社', 'https://b.example.jp', '省庁'],
      ]),
      { dryRun: true },
    );
    expect(report.mapping.slice(1)).toEqual([
      { column: 'ｱﾄﾞﾚｽ?', target: 'url', by: 'content' },
      { column: '別紙', target: 'type', by: 'content' },
    ]);
  });

  it('does not take a row for a record that is not there', async () => {
    const services = await temporaryRegistry();
    const report = await reportFor(services, 'organisation', file, {
      mapping: { columns: { 甲: 'name' }, decisions: { 2: 'no-such-record' } },
      dryRun: true,
    });
    expect(report).toMatchObject({ create: 1, errors: [{ row: 2, code: 'unknownReference' }] });
  });

  it.each([
    [{ 丙: 'name' }, 'IMPORT_MAPPING'],
    [{ 甲: 'nmae' }, 'IMPORT_MAPPING'],
    [{ columns: { 甲: 5 } }, 'IMPORT_MAPPING'],
    [{ columns: { 甲: 'name' }, sheet: 'Sheet9' }, 'IMPORT_MAPPING'],
    [{ columns: { 甲: 'name' }, colour: 'red' }, 'IMPORT_MAPPING'],
    [{ columns: { 甲: 'name' }, headerRow: 99 }, 'IMPORT_NO_HEADER'],
    [[], 'IMPORT_MAPPING'],
  ])('%j is refused', async (mapping, code) => {
    const services = await temporaryRegistry();
    const work = async () => importing(services, 'organisation', file, { mapping });
    expect(await refusalOf(work())).toBe(code);
  });
});

it('reads studies with fiscal years, places, consortia and periods', async () => {
  const services = await temporaryRegistry();
  const report = await reportFor(
    services,
    'study',
    csvOf([
      ['年度', '国名', '都市名', '調査名', '受託者', '実施期間', '分野', 'ステータス'],
      [
        '令和６年度',
        'ベトナム',
        'ハノイ市',
        '試験調査い',
        '日本工営（代表）；青空都市（構成員）',
        'R6.8.1～R7.3.31',
        '',
        '完了',
      ],
      ['FY2025', 'Thailand・ベトナム', 'Bangkok／ダナン', '試験調査ろ', '', '', '', 'ongoing'],
      ['R7', '', '', '試験調査は', '', '', '', ''],
    ]),
  );
  expect(report.errors).toEqual([]);
  expect(report.create).toBe(3);
  expect(recordNamed(services, '試験調査い')).toMatchObject({
    fiscalYear: 2024,
    countries: ['VN'],
    cities: ['hanoi'],
    consortium: [
      expect.objectContaining({ name: '日本工営', role: '代表', orgId: expect.any(String) }),
      { name: '青空都市', role: '構成員' },
    ],
    period: { start: '2024-08-01', end: '2025-03-31' },
    status: 'completed',
  });
  expect(recordNamed(services, '試験調査ろ')).toMatchObject({
    fiscalYear: 2025,
    countries: ['TH', 'VN'],
    cities: ['bangkok', 'da-nang'],
    status: 'ongoing',
  });
  expect(recordNamed(services, '試験調査は')).toMatchObject({ fiscalYear: 2025 });
});

it('a dash where nothing is known is no value and no error', async () => {
  const services = await temporaryRegistry();
  const file = csvOf([
    ['調査名', '年度', '国名', 'ステータス', '件数', '備考'],
    ['試験調査に', '－', '―', '不明', 'N/A', '-'],
  ]);
  const { plan } = await importing(services, 'study', file, { dryRun: true });
  expect(plan.rows).toMatchObject([
    { action: 'create', values: { title: { ja: '試験調査に' }, status: 'unknown', remarks: { en: '-' } } },
  ]);
  const [row] = plan.rows;
  expect(row?.action === 'create' && Object.keys(row.values).sort()).toEqual(['remarks', 'status', 'title']);
});

it('a plain text in JSON is in the language of the command', async () => {
  const services = await temporaryRegistry();
  const { plan } = await importing(services, 'city', '[{"name":"新市","country":"TH"}]', {
    dryRun: true,
    language: 'en',
  });
  expect(plan.rows).toMatchObject([{ action: 'create', values: { name: { en: '新市' }, country: 'TH' } }]);
});

it('rows in error are written out, corrected and imported again', async () => {
  const services = await temporaryRegistry();
  const run = await importing(
    services,
    'organisation',
    csvOf([
      ['名称', '本国'],
      ['正しい会社', '日本'],
      ['直す会社', '日夲'],
    ]),
  );
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const bytes = await writeErrorRows(run.plan, translate);
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  expect(sheet?.getRow(2).values).toEqual([
    undefined,
    '直す会社',
    '日夲',
    3,
    expect.stringContaining('日夲'),
  ]);
  if (sheet) sheet.getCell('B2').value = '日本';
  const corrected = new Uint8Array(await workbook.xlsx.writeBuffer());
  const report = await reportFor(services, 'organisation', corrected);
  expect(report).toMatchObject({ rows: 1, create: 1, errors: [] });
  expect(report.mapping.map(({ by }) => by)).toEqual(['name', 'name', 'readOnly', 'readOnly']);
});

describe('taking an import back', () => {
  const file = csvOf([
    ['ID', '名称', 'よみ', '業種'],
    ['org-one', '一号会社', 'いちごう', '建設'],
    ['org-two', '二号会社', 'にごう', '建設'],
    ['org-three', '三号会社', 'さんごう', '建設'],
    ['org-old', '古い会社', 'ふるい', '運輸'],
  ]);
  const start = async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'ja' };
    services.writer.create('organisation', { name: '古い会社', industry: '海運' }, context, 'org-old');
    const before = snapshot(services);
    const run = await importing(services, 'organisation', file);
    return { services, context, before, batchId: run.batchId ?? '' };
  };

  it('brings everything back as it was, and may be followed by the same import', async () => {
    const { services, before, batchId } = await start();
    const after = snapshot(services);
    expect(after).not.toBe(before);
    expect(await revertImport(services, batchId)).toEqual({ reverted: 4, kept: [] });
    expect(snapshot(services)).toBe(before);
    expect(checkRegistry(services.store).ok).toBe(true);
    expect(await refusalOf(revertImport(services, batchId))).toBe('NOTHING_TO_UNDO');
    expect(await refusalOf(revertImport(services, 'no-such-batch'))).toBe('NOT_FOUND');
    const again = await importing(services, 'organisation', file);
    expect(snapshot(services)).toBe(after);
    expect(await revertImport(services, again.batchId ?? '')).toEqual({ reverted: 4, kept: [] });
    expect(snapshot(services)).toBe(before);
  });

  it('leaves what was edited since, and lists it', async () => {
    const { services, context, batchId } = await start();
    services.writer.patch('org-one', { industry: { ja: '土木' } }, context);
    services.writer.patch('org-old', { industry: { ja: '物流' } }, context);
    services.writer.create('solution', { title: '排水', organisation: 'org-two' }, context);
    const result = await revertImport(services, batchId);
    expect(result.kept).toEqual(
      expect.arrayContaining([
        { id: 'org-one', field: 'industry/ja' },
        { id: 'org-two', field: 'linkedFrom' },
        { id: 'org-old', field: 'industry/ja' },
      ]),
    );
    expect(result).toMatchObject({ reverted: 2, kept: { length: 3 } });
    const read = (id: string) => readRecord(services.store.statements, id);
    expect(read('org-one')).toMatchObject({ name: { ja: '一号会社' }, industry: { ja: '土木' } });
    expect(read('org-one')?.deletedAt).toBeUndefined();
    expect(read('org-two')?.deletedAt).toBeUndefined();
    expect(read('org-three')?.deletedAt).toEqual(expect.any(String));
    expect(read('org-old')).toMatchObject({ industry: { ja: '物流' } });
    expect(read('org-old')?.yomi).toBeUndefined();
  });

  it('takes back an edit that was itself taken back', async () => {
    const { services, context, before, batchId } = await start();
    const edit = services.writer.patch('org-one', { industry: { ja: '土木' } }, context);
    services.writer.undo(edit.changeId ?? '', context);
    expect(await revertImport(services, batchId)).toEqual({ reverted: 4, kept: [] });
    expect(snapshot(services)).toBe(before);
  });

  it('does not bring back what a person removed', async () => {
    const { services, context } = await start();
    services.writer.remove('org-one', context);
    const report = await reportFor(services, 'organisation', file);
    expect(report.errors).toEqual([expect.objectContaining({ row: 2, code: 'removedRecord', column: 'ID' })]);
  });
});

describe('all or nothing', () => {
  const many = csvOf([
    ['名称', 'よみ'],
    ...Array.from({ length: 400 }, (_none, index) => [`大量会社${index}号機`, `よみ${index}`]),
  ]);

  it('a cancel at any step leaves no trace', async () => {
    const services = await temporaryRegistry();
    const before = countOperations(services);
    for (const [step, fraction] of [
      ['read', 0],
      ['plan', 0.3],
      ['write', 0.7],
    ] as const) {
      const controller = new AbortController();
      const work = importing(services, 'organisation', many, {
        options: {
          signal: controller.signal,
          onProgress: (at, share) => {
            if (at === step && share >= fraction) controller.abort();
          },
        },
      });
      expect(await refusalOf(work)).toBe('CANCELLED');
      expect(countOperations(services)).toBe(before);
    }
    expect(await reportFor(services, 'organisation', many)).toMatchObject({ create: 400, errors: [] });
  });

  it('shows progress that only grows, and readers see nothing half done', async () => {
    const services = await temporaryRegistry();
    const before = countRecords(services);
    const shares: number[] = [];
    const seen = new Set<number>();
    await importing(services, 'organisation', many, {
      options: {
        onProgress: (_step, share) => {
          shares.push(share);
          if (share < 1) seen.add(countRecords(services));
        },
      },
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect([...seen]).toEqual([before]);
    expect(countRecords(services)).toBe(before + 400);
  });

  it('refuses other writes while it writes, in words, and lets them through afterwards', async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'ja' };
    const refusals: string[] = [];
    await importing(services, 'organisation', many, {
      options: {
        onProgress: (step) => {
          if (step !== 'write') return;
          try {
            services.writer.patch('jakarta', { yomi: 'じゃかるた2' }, context);
          } catch (cause) {
            refusals.push(String(cause));
          }
        },
      },
    });
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.every((text) => text.includes('STORAGE_LOCKED'))).toBe(true);
    services.writer.patch('jakarta', { yomi: 'じゃかるた2' }, context);
    expect(readRecord(services.store.statements, 'jakarta')?.yomi).toBe('じゃかるた2');
  });

  it('plans again when somebody wrote between plan and writing', async () => {
    const services = await temporaryRegistry();
    const context = { actor: services.actor, language: 'ja' };
    let wrote = false;
    const report = await reportFor(services, 'organisation', many, {
      options: {
        onProgress: (step) => {
          if (step !== 'plan' || wrote) return;
          wrote = true;
          services.writer.create('organisation', { name: '大量会社7号機' }, context, 'seven');
        },
      },
    });
    expect(report).toMatchObject({ create: 399, update: 1 });
    expect(readRecord(services.store.statements, 'seven')).toMatchObject({ yomi: 'よみ7' });
  });
});

it('records that point to each other come in together, in whatever order and circle', async () => {
  const services = await temporaryRegistry();
  const file = JSON.stringify([
    { id: 'prog-a', name: { ja: '甲事業' }, successorIds: ['prog-b'] },
    { id: 'prog-b', name: { ja: '乙事業' }, predecessorIds: ['prog-a'], successorIds: ['prog-c'] },
    { id: 'prog-c', name: { ja: '丙事業' }, predecessorIds: ['prog-nowhere'] },
    { id: 'prog-d', name: { ja: '丁事業' }, successorIds: ['prog-d'] },
  ]);
  const report = await reportFor(services, 'programme', file);
  // What points to a row in error cannot be made either, and so on along the chain.
  expect(report.errors.map(({ row, code }) => ({ row, code }))).toEqual([
    { row: 1, code: 'unknownReference' },
    { row: 2, code: 'unknownReference' },
    { row: 3, code: 'unknownReference' },
  ]);
  expect(report.create).toBe(1);
  const good = await reportFor(services, 'programme', file.replace('prog-nowhere', 'prog-b'));
  expect(good).toMatchObject({ create: 3, unchanged: 1, errors: [] });
  expect(readRecord(services.store.statements, 'prog-a')).toMatchObject({ successorIds: ['prog-b'] });
  expect(checkRegistry(services.store).ok).toBe(true);
});

/** Every record in sight with all that it says, but not when it was written. */
function snapshot(services: HostServices): string {
  const rows = services.store.statements.all<{ id: string }>(
    `SELECT id FROM record WHERE deleted_at IS NULL AND (kind = 'organisation' OR kind = 'solution') ORDER BY id`,
  );
  return rows
    .map(({ id }) => {
      const {
        createdAt: _created,
        updatedAt: _updated,
        ...record
      } = readRecord(services.store.statements, id) ?? {};
      return canonicalJson(record);
    })
    .join('\n');
}
