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
