import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import {
  type ImportPlanInput,
  importPlanInputSchema,
  importRowsInputSchema,
} from '#contract/importSchemas.ts';
import { readRecord } from '#db/queries/records.ts';
import { readBatch, readBatches, readBatchRecords } from '#host/import/importBatches.ts';
import { ImportDesk } from '#host/import/importDesk.ts';
import { ImportSessions } from '#host/import/importSessions.ts';
import { importLimits } from '#host/import/limits.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { countOperations, countRecords, csvOf, refusalOf, workbookOf } from './support.ts';

const person = 'a person';

async function officeWith(file: Uint8Array, fileName = '会員.csv') {
  const services = await temporaryRegistry();
  const sessions = new ImportSessions();
  onTestFinished(() => sessions.close());
  const desk = new ImportDesk(services, sessions);
  const send = (bytes: Uint8Array, name = fileName, window: string = randomUUID()) => {
    const key = { window, sessionId: sessions.begin(window, name, bytes.length) };
    const half = Math.ceil(bytes.length / 2);
    sessions.add(key, 0, bytes.subarray(0, half));
    if (half < bytes.length) sessions.add(key, half, bytes.subarray(half));
    return key;
  };
  const key = send(file);
  const rowsOf = (checkId: string, more: object = {}) =>
    desk.rows(importRowsInputSchema.parse({ ...key, checkId, ...more }));
  return { services, sessions, desk, send, key, rowsOf };
}

const as = (kind: string, more: object = {}): ImportPlanInput =>
  importPlanInputSchema.parse({ kind, language: 'ja', ...more });

const members = csvOf([
  ['会員名簿'],
  ['会社名', '国名', '内容確認日', 'メモ欄'],
  ['株式会社青空都市', '日本', '令和7年4月1日', '優先'],
  ['日本工営', '日本', 'R7.4.1', ''],
  ['困った会社', 'アトランティス', '来年', ''],
]);

it('reads a file, says what it is, and guesses what it lists', async () => {
  const { desk, key } = await officeWith(members);
  expect(await desk.open(key, undefined)).toMatchObject({
    fileName: '会員.csv',
    format: 'text',
    encoding: 'utf-8',
    delimiter: ',',
    sheets: [{ name: '', rows: 5 }],
    suggestedKind: 'organisation',
  });
  expect(await desk.preview(key, as('organisation'))).toMatchObject({
    headerTop: 2,
    rows: 3,
    columns: [
      {
        header: '会社名',
        target: 'name',
        by: 'name',
        samples: ['株式会社青空都市', '日本工営', '困った会社'],
      },
      { header: '国名', target: 'homeCountry', by: 'name' },
      { header: '内容確認日', target: 'reviewDate', by: 'name' },
      { header: 'メモ欄', target: null, by: 'none', samples: ['優先'] },
    ],
  });
});

it('reads Shift_JIS by itself, and another encoding when a person names it; one that does not fit changes nothing', async () => {
  const shiftJis = Uint8Array.from([
    0x89, 0xef, 0x8e, 0xd0, 0x96, 0xbc, 0x2c, 0x8d, 0x91, 0x0a, 0x94, 0xd1, 0x2c, 0x4a, 0x50, 0x0a,
  ]);
  const { desk, key } = await officeWith(shiftJis);
  expect(await desk.open(key, undefined)).toMatchObject({ encoding: 'shift_jis' });
  expect((await desk.preview(key, as('organisation'))).columns[0]).toMatchObject({
    header: '会社名',
    samples: ['飯'],
  });
  expect(await refusalOf(desk.open(key, { encoding: 'utf-8', delimiter: null }))).toBe('IMPORT_ENCODING');
  expect((await desk.preview(key, as('organisation'))).columns[0]?.header).toBe('会社名');
  const tabs = await desk.open(key, { encoding: null, delimiter: '\t' });
  expect(tabs).toMatchObject({ delimiter: '\t', reading: { delimiter: '\t' } });
});

it('checks, shows every row, applies exactly that, and takes it back', async () => {
  const { services, desk, key, rowsOf } = await officeWith(members);
  const before = { records: countRecords(services), operations: countOperations(services) };
  const input = as('organisation', { columns: { 3: 'remarks' } });
  const check = await desk.check(key, input);
  expect(check).toMatchObject({ rows: 3, create: 1, update: 1, inError: 1, undecided: 0 });
  expect(countOperations(services)).toBe(before.operations);

  const { items, labels } = await rowsOf(check.checkId);
  expect(items.map(({ row, action }) => [row, action])).toEqual([
    [3, 'create'],
    [4, 'update'],
    [5, 'error'],
  ]);
  expect(items[0]).toMatchObject({ label: { ja: '株式会社青空都市' } });
  expect(items[0]?.changes).toContainEqual({ field: 'reviewDate', before: null, after: '2025-04-01' });
  expect(labels.JP?.kind).toBe('country');
  expect(items[1]).toMatchObject({
    id: 'org.nippon-koei',
    candidates: [{ score: 1, because: ['sameName', 'sameContext'] }],
  });
  expect(items[2]?.problems).toEqual([
    { column: '国名', code: 'unknownReference', value: 'アトランティス' },
    { column: '内容確認日', code: 'notDate', value: '来年' },
  ]);
  expect((await rowsOf(check.checkId, { filter: 'error' })).total).toBe(1);
  expect((await rowsOf(check.checkId, { text: 'ｱｵｿﾞﾗ' })).total).toBe(0);
  expect((await rowsOf(check.checkId, { text: '青空' })).total).toBe(1);

  const done = await desk.apply(key, check.checkId);
  expect(done).toMatchObject({ create: 1, update: 1, inError: 1 });
  expect(readBatch(services.store.statements, done.batchId)).toMatchObject({
    made: 1,
    changed: 1,
    state: 'standing',
    file: { name: '会員.csv', kind: 'organisation', create: 1, update: 1, inError: 1 },
  });
  expect(readBatchRecords(services.store.statements, done.batchId, 10, 0)).toMatchObject([
    { made: true, removed: false, label: { ja: '株式会社青空都市' } },
    { made: false, id: 'org.nippon-koei' },
  ]);
  // Applying once more would do something else: the records are there by now.
  expect(await refusalOf(desk.apply(key, check.checkId))).toBe('IMPORT_CHANGED');

  expect(await desk.revert(done.batchId, {})).toMatchObject({ reverted: 2, kept: [] });
  expect(countRecords(services)).toBe(before.records);
  expect(readBatches(services.store.statements, 10, 0)).toMatchObject([{ state: 'takenBack' }]);
  expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
});

it('what was edited after an import is kept and named when it is taken back', async () => {
  const { services, desk, key } = await officeWith(members);
  const check = await desk.check(key, as('organisation'));
  const { batchId } = await desk.apply(key, check.checkId);
  const records = readBatchRecords(services.store.statements, batchId, 10, 0);
  const made = records.find((record) => record.made)?.id ?? '';
  services.writer.patch(made, { url: 'https://later.example' }, { actor: services.actor, language: 'ja' });
  const taken = await desk.revert(batchId, {});
  expect(taken).toMatchObject({ reverted: 1, kept: [{ id: made, field: 'url' }] });
  expect(taken.labels[made]?.label).toEqual({ ja: '株式会社青空都市' });
  expect(readBatch(services.store.statements, batchId).state).toBe('partlyTakenBack');
});

it('a row that may be a record that is there waits for a person, who decides', async () => {
  const { services, desk, key, rowsOf } = await officeWith(
    csvOf([
      ['会社名', '国名'],
      ['パシフィックコンサルタント', '日本'],
    ]),
  );
  const first = await desk.check(key, as('organisation'));
  expect(first).toMatchObject({ create: 0, skipped: 1, undecided: 1, likely: 1 });
  const [row] = (await rowsOf(first.checkId, { filter: 'undecided' })).items;
  const candidate = row?.candidates[0]?.id ?? '';
  expect(readRecord(services.store.statements, candidate)?.kind).toBe('organisation');

  expect(await desk.decide({ ...key, rows: [2], decision: candidate })).toBe(1);
  const same = await desk.check(key, as('organisation'));
  expect(same).toMatchObject({ create: 0, undecided: 0, likely: 1 });
  await desk.decide({ ...key, rows: [2], decision: null });
  await desk.check(key, as('organisation'));
  expect(await desk.decide({ ...key, rows: 'undecided', decision: 'create' })).toBe(1);
  const fresh = await desk.check(key, as('organisation'));
  expect(fresh).toMatchObject({ create: 1, undecided: 0 });
  expect((await rowsOf(fresh.checkId)).items[0]).toMatchObject({ action: 'create', decision: 'create' });
  // Only the latest check can be looked at or applied.
  expect(await refusalOf(rowsOf(first.checkId))).toBe('IMPORT_CHANGED');
  expect(await refusalOf(desk.apply(key, first.checkId))).toBe('IMPORT_CHANGED');
});

it('what others wrote between check and apply is taken along when it makes no difference, and refused when it does', async () => {
  const { services, desk, key } = await officeWith(members);
  const context = { actor: services.actor, language: 'ja' };
  const check = await desk.check(key, as('organisation'));
  services.writer.patch('org.nippon-koei', { reviewDate: '2025-04-01' }, context);
  const before = countOperations(services);
  expect(await refusalOf(desk.apply(key, check.checkId))).toBe('IMPORT_CHANGED');
  expect(countOperations(services)).toBe(before);
  const again = await desk.check(key, as('organisation'));
  expect(again).toMatchObject({ update: 0, unchanged: 1 });
  services.writer.patch('jakarta', { yomi: 'じゃかるた' }, context);
  expect(await desk.apply(key, again.checkId)).toMatchObject({ create: 1 });
});

it('a cancelled check or import leaves everything as it was', async () => {
  const { services, desk, key } = await officeWith(members);
  const check = await desk.check(key, as('organisation'));
  const stop = new AbortController();
  stop.abort();
  const before = countOperations(services);
  expect(await refusalOf(desk.apply(key, check.checkId, { signal: stop.signal }))).toBe('CANCELLED');
  expect(await refusalOf(desk.check(key, as('organisation'), { signal: stop.signal }))).toBe('CANCELLED');
  expect(countOperations(services)).toBe(before);
  expect(await desk.apply(key, check.checkId)).toMatchObject({ create: 1 });
});

it('columns are told by their place where headers are missing or stand twice; one field has one column', async () => {
  const { desk, key } = await officeWith(
    csvOf([
      ['会社名', '備考', '備考', ''],
      ['甲社', 'one', 'two', 'https://ko.example'],
    ]),
  );
  const preview = await desk.preview(key, as('organisation', { columns: { 2: 'description', 3: 'url' } }));
  expect(preview.columns.map(({ target, by }) => [target, by])).toEqual([
    ['name', 'name'],
    ['remarks', 'name'],
    ['description', 'given'],
    ['url', 'given'],
  ]);
  const moved = await desk.preview(key, as('organisation', { columns: { 1: 'name' } }));
  expect(moved.columns[0]).toMatchObject({ target: null, by: 'duplicate' });
  const none = await desk.preview(key, as('organisation', { columns: { 0: null } }));
  expect(none).toMatchObject({ missing: 'name' });
  expect(await refusalOf(desk.check(key, as('organisation', { columns: { 0: null } })))).toBe(
    'IMPORT_UNMAPPED',
  );
  const unknown = as('organisation', { columns: { 0: 'no-such-field' } });
  expect(await refusalOf(desk.preview(key, unknown))).toBe('IMPORT_MAPPING');
});

it('remembers corrected columns for the next file with these headers', async () => {
  const { desk, key, send } = await officeWith(members);
  const check = await desk.check(key, as('organisation', { columns: { 3: 'remarks' } }));
  await desk.apply(key, check.checkId);
  const next = await desk.preview(send(members), as('organisation'));
  expect(next.columns[3]).toMatchObject({ header: 'メモ欄', target: 'remarks', by: 'remembered' });
});

it('the rows in error come back as a workbook that can be imported', async () => {
  const { desk, key, send } = await officeWith(members);
  expect(await refusalOf(desk.errorRows(key, 'ja'))).toBe('IMPORT_CHANGED');
  await desk.check(key, as('organisation'));
  const file = await desk.errorRows(key, 'ja');
  expect(file.fileName).toBe('会員-エラーの行.xlsx');
  const again = send(Buffer.from(file.data, 'base64'), file.fileName);
  expect(await desk.check(again, as('organisation'))).toMatchObject({ rows: 1, inError: 1 });
});

it('a workbook offers its sheets, and any row as the header', async () => {
  const file = await workbookOf([['甲'], ['会社名'], ['乙社']]);
  const { desk, key } = await officeWith(file, '名簿.xlsx');
  expect(await desk.open(key, undefined)).toMatchObject({
    format: 'workbook',
    sheets: [{ name: '名簿', rows: 3 }],
  });
  expect(await desk.preview(key, as('organisation', { headerRow: 1 }))).toMatchObject({
    headerTop: 1,
    rows: 2,
  });
  expect(await refusalOf(desk.preview(key, as('organisation', { headerRow: 3 })))).toBe('IMPORT_EMPTY');
  expect(await refusalOf(desk.preview(key, as('organisation', { sheet: 'なし' })))).toBe('IMPORT_MAPPING');
});

it('a table without any header is shown by its first row', async () => {
  const { desk, key } = await officeWith(
    csvOf([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]),
  );
  expect(await desk.preview(key, as('organisation'))).toMatchObject({
    headerTop: 1,
    rows: 2,
    missing: 'name',
  });
});

it('JSON has to be of the kind that is asked for', async () => {
  const { desk, key } = await officeWith(
    Buffer.from('[{"kind":"city","name":"Neustadt","country":"JP"}]'),
    'a.json',
  );
  expect(await desk.open(key, undefined)).toMatchObject({ format: 'json', suggestedKind: 'city' });
  expect(await desk.check(key, as('city'))).toMatchObject({ create: 1 });
  expect(await refusalOf(desk.check(key, as('mou')))).toBe('IMPORT_OTHER_KIND');
});

it.each([
  ['IMPORT_FORMAT', Buffer.from('%PDF-1.7 …')],
  ['IMPORT_DAMAGED', Buffer.from('PK\u0003\u0004 nothing of a workbook')],
  ['IMPORT_EMPTY', Buffer.from('  \n \n')],
  ['IMPORT_DAMAGED', Buffer.from('[{"name": ')],
])('refuses with %s what is no list of records', async (code, bytes) => {
  const { desk, key } = await officeWith(bytes);
  expect(await refusalOf(desk.open(key, undefined))).toBe(code);
});

it('a file that is empty or too large is refused before it is sent', () => {
  const sessions = new ImportSessions();
  expect(() => sessions.begin(person, 'a.csv', 0)).toThrow('IMPORT_EMPTY');
  expect(() => sessions.begin(person, 'a.csv', importLimits.fileBytes + 1)).toThrow('IMPORT_TOO_LARGE');
});

it('pieces out of order, and a file that did not arrive whole, are refused', async () => {
  const sessions = new ImportSessions();
  const key = { window: person, sessionId: sessions.begin(person, 'a.csv', 4) };
  expect(sessions.add(key, 0, Uint8Array.of(1, 2))).toBe(2);
  expect(await refusalOf(sessions.use(key, () => 1))).toBe('UPLOAD_LOST');
  expect(() => sessions.add(key, 0, Uint8Array.of(1))).toThrow('UPLOAD_LOST');
  expect(() => sessions.add(key, 2, Uint8Array.of(3, 4))).toThrow('IMPORT_SESSION_LOST');
});

it('a session that has expired, was given up, or is another window’s is lost', async () => {
  const { desk, key, sessions } = await officeWith(members);
  const stranger = { ...key, window: randomUUID() };
  expect(await refusalOf(desk.open(stranger, undefined))).toBe('IMPORT_SESSION_LOST');
  expect(() => sessions.add(stranger, 0, Uint8Array.of(1))).toThrow('IMPORT_SESSION_LOST');
  sessions.discard(stranger);
  expect(await desk.open(key, undefined)).toMatchObject({ format: 'text' });
  sessions.discard(key);
  expect(await refusalOf(desk.open(key, undefined))).toBe('IMPORT_SESSION_LOST');

  const short = new ImportSessions(1);
  const gone = { window: person, sessionId: short.begin(person, 'a.csv', 1) };
  short.add(gone, 0, Uint8Array.of(65));
  await expect
    .poll(() => refusalOf(short.use(gone, () => 1)).catch(() => 'still there'))
    .toBe('IMPORT_SESSION_LOST');
});

it('few files are held at a time; the one asked for longest ago goes first, unless work on it goes on', async () => {
  const sessions = new ImportSessions();
  onTestFinished(() => sessions.close());
  const begin = () => {
    const key = { window: person, sessionId: sessions.begin(person, 'a.csv', 1) };
    sessions.add(key, 0, Uint8Array.of(65));
    return key;
  };
  const first = begin();
  let finish = () => {};
  const work = sessions.use(
    first,
    () =>
      new Promise<void>((done) => {
        finish = done;
      }),
  );
  const second = begin();
  for (let count = 0; count < 4; count += 1) begin();
  expect(await refusalOf(sessions.use(second, () => 1))).toBe('IMPORT_SESSION_LOST');
  finish();
  await work;
  expect(await sessions.use(first, () => 'here')).toBe('here');
});
