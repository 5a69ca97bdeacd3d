import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import { expect, inject, it, onTestFinished } from 'vitest';
import { openHost } from '#host/index.ts';
import { resourcesDirectory, temporaryDirectory, testShell } from '#test/support/temporaryRegistry.ts';

const names = [
  '__proto__',
  'constructor',
  'valueOf',
  'toString',
  '',
  ' ',
  "' OR 1=1 --",
  'x'.repeat(1_000_000),
];
const notTexts = [null, 7, true, [], {}, { id: 'jakarta' }];

async function client() {
  const dataDirectory = temporaryDirectory();
  cpSync(inject('registryTemplate'), dataDirectory, { recursive: true });
  const host = await openHost({ dataDirectory, resourcesDirectory, shell: testShell });
  onTestFinished(() => host.close());
  const router = host.openRouter();
  if (!router) throw new Error('the registry is locked');
  return createRouterClient(router, { context: host.context() });
}

/** The code of the refusal that a call ends in; a job refuses in its first event. */
async function refusal(call: () => unknown): Promise<string> {
  try {
    const answer = await call();
    if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer)
      for await (const _event of answer as AsyncIterable<unknown>);
  } catch (cause) {
    return String((cause as { code?: unknown }).code);
  }
  return 'nothing';
}

const typed = /^(BAD_REQUEST|NOT_FOUND|UNKNOWN_FIELD|INVALID_INPUT|MERGE_DIFFERENT|IMPORT_[A-Z_]+)$/;

it('lists, merging, duplicates and imports refuse what makes no sense with a code of their own, and change nothing', async () => {
  const { registry, duplicates, import: imports } = await client();
  const before = await registry.activity({ limit: 1 });
  const list = (more: object) => registry.list({ kind: 'city', limit: 1, ...more } as never);
  const window = randomUUID();
  const key = { window, sessionId: randomUUID() };
  for (const name of [...names, ...notTexts] as never[]) {
    const calls: Record<string, () => unknown> = {
      kind: () => registry.list({ kind: name }),
      sort: () => list({ sort: { field: name, direction: 'ascending' } }),
      group: () => list({ group: name }),
      facet: () => list({ facets: [name] }),
      filter: () => list({ where: [{ field: name, operator: 'is', values: ['x'] }] }),
      keep: () => registry.merge({ keepId: name, otherId: 'jakarta' }),
      other: () => registry.merge({ keepId: 'jakarta', otherId: name }),
      choices: () => registry.merge({ keepId: 'jakarta', otherId: 'da-nang', choices: { x: name } }),
      'duplicates of': () => duplicates.of({ id: name }),
      'duplicates list': () => duplicates.list({ kind: name }),
      apart: () => duplicates.tellApart({ kind: 'city', ids: ['jakarta', name], apart: true }),
      session: () => imports.open({ window, sessionId: name }),
      batch: () => imports.batch({ id: name }),
      revert: () => imports.revert({ id: name }),
      mapping: () =>
        imports.check({ ...key, input: { kind: 'city', language: 'ja', columns: { [name]: name } } }),
    };
    for (const [what, call] of Object.entries(calls))
      expect(await refusal(call), `${what} ${JSON.stringify(name).slice(0, 40)}`).toMatch(typed);
  }
  expect(await refusal(() => imports.rows({ ...key, checkId: 'none' } as never))).toBe('IMPORT_SESSION_LOST');
  expect(await registry.activity({ limit: 1 })).toEqual(before);
});

it('an import takes no hostile value for a sheet, column, row, decision, check or session, and nobody else’s file', async () => {
  const { import: imports, registry } = await client();
  const before = await registry.activity({ limit: 1 });
  const window = randomUUID();
  const file = Buffer.from('name,type,constructor\nA firm,company,x\n__proto__,company,y\n');
  const { sessionId } = await imports.begin({ window, fileName: '__proto__.csv', bytes: file.length });
  const key = { window, sessionId };
  await imports.add({ ...key, offset: 0, data: file.toString('base64') });
  const good = { kind: 'organisation' as const, language: 'en', headerRow: 1 };
  const check = async () => {
    for await (const event of await imports.check({ ...key, input: good })) {
      if (event.type === 'done') return event.result;
    }
    throw new Error('no check');
  };
  const checked = await check();
  expect(checked).toMatchObject({ rows: 2, create: 2 });
  for (const name of [...names, ...notTexts, -1, 0.5, 2 ** 40] as never[]) {
    const told = JSON.stringify(name).slice(0, 40);
    const other = { window: randomUUID(), sessionId };
    const refused: Record<string, () => unknown> = {
      'preview key': () => imports.preview({ window, sessionId: name, input: good }),
      'preview of another': () => imports.preview({ ...other, input: good }),
      'preview kind': () => imports.preview({ ...key, input: { ...good, kind: name } }),
      'preview sheet': () => imports.preview({ ...key, input: { ...good, sheet: name } }),
      'preview language': () => imports.preview({ ...key, input: { ...good, language: name } }),
      'apply check': () => imports.apply({ ...key, checkId: name }),
      'apply of another': () => imports.apply({ ...other, checkId: checked.checkId }),
      'decide row': () => imports.decide({ ...key, rows: [name], decision: 'skip' }),
      'decide rows': () => imports.decide({ ...key, rows: name, decision: 'skip' }),
      'decide of another': () => imports.decide({ ...other, rows: [2], decision: 'skip' }),
      'error rows key': () => imports.errorRows({ window: name, sessionId, language: 'en' }),
      'error rows of another': () => imports.errorRows({ ...other, language: 'en' }),
      'error rows language': () => imports.errorRows({ ...key, language: name }),
      'batch to take back': () => imports.revert({ id: name }),
    };
    // The one sheet of a text has no name.
    if (name === '') delete refused['preview sheet'];
    // A row far beyond the file is a number like any other: nothing is decided about it.
    if (typeof name === 'number' && name >= 1 && Number.isInteger(name)) delete refused['decide row'];
    for (const [what, call] of Object.entries(refused))
      expect(await refusal(call), `${what} ${told}`).toMatch(typed);
    // A decision is a word or a record: one that there is not is a problem of its row, and told there.
    const decision = await refusal(() => imports.decide({ ...key, rows: [2], decision: name }));
    expect(decision, `decision ${told}`).toMatch(
      /^(nothing|BAD_REQUEST|NOT_FOUND|INVALID_INPUT|IMPORT_[A-Z_]+)$/,
    );
    const headerRow = await refusal(() => imports.preview({ ...key, input: { ...good, headerRow: name } }));
    expect(headerRow, `header row ${told}`).toMatch(/^(nothing|BAD_REQUEST|IMPORT_[A-Z_]+)$/);
    // A column that the file does not have, or the name that zod passes over, stands for nothing.
    const columns = { [String(name)]: 'name' };
    const column = await refusal(() => imports.preview({ ...key, input: { ...good, columns } }));
    expect(column, `column ${told}`).toMatch(/^(nothing|BAD_REQUEST|IMPORT_[A-Z_]+)$/);
    const target = await refusal(() => imports.preview({ ...key, input: { ...good, columns: { 0: name } } }));
    expect(target, `target ${told}`).toMatch(/^(nothing|BAD_REQUEST|UNKNOWN_FIELD|IMPORT_[A-Z_]+)$/);
    if (decision === 'nothing') {
      const after = await refusal(check);
      expect(after, `check after decision ${told}`).toMatch(
        /^(nothing|NOT_FOUND|INVALID_INPUT|IMPORT_[A-Z_]+)$/,
      );
    }
    await imports.decide({ ...key, rows: [2], decision: null });
  }
  expect(await check()).toMatchObject({ rows: 2, create: 2 });
  expect(({} as Record<string, unknown>).type).toBeUndefined();
  expect(await registry.activity({ limit: 1 })).toEqual(before);
});

it('what a reader may not see is in no list, count or heading', async () => {
  const { registry } = await client();
  await registry.patch({ id: 'jakarta', values: { visibility: 'government' }, language: 'en' });
  await registry.patch({ id: 'ID', values: { visibility: 'private' }, language: 'en' });
  const asked = { kind: 'city' as const, facets: ['country'], group: 'country', audience: 'member' as const };
  const { items, facets, groups, labels } = await registry.list(asked);
  expect(items.map(({ id }) => id)).not.toContain('jakarta');
  expect(facets.country?.map(({ value }) => value)).not.toContain('ID');
  expect(groups?.map(({ value }) => value)).not.toContain('ID');
  expect(labels).not.toHaveProperty('ID');
});
