import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { visibilities } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { kindField } from '#core/ledger/operation.ts';
import { fold } from '#core/search/fold.ts';
import { parseQuery } from '#core/search/query.ts';
import { findRecordsByText, mostWeighed } from '#db/queries/search.ts';
import { toPairedMatch } from '#db/searchPairs.ts';
import { Store } from '#db/store.ts';

const many = mostWeighed + 700;

const directory = mkdtempSync(join(tmpdir(), 'musubi-water-'));
const store = registryOfWater();

afterAll(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A registry with more notes about water than are weighed; every tenth is named for it, the first wholly. */
function registryOfWater(): Store {
  const store = new Store({
    path: join(directory, 'registry.db'),
    key: new Uint8Array(32).fill(1),
  });
  const drafts = Array.from({ length: many }, (_, index) => {
    const recordId = `note-${String(index).padStart(6, '0')}`;
    const title = index === 0 ? '水' : index % 10 === 0 ? `水の記録 ${index}` : `記録 ${index} 水`;
    const set = (field: string, value: unknown) =>
      ({ recordId, field, action: 'set', value, previous: [] }) as const;
    return [
      set(kindField, 'missionNote'),
      set('visibility', index % 2 ? 'public' : 'private'),
      set('title/ja', title),
    ];
  }).flat();
  store.append({ origin: 'import', actor: 'test' }, drafts);
  return store;
}

describe('a question that more records answer than are weighed', () => {
  const ask = (
    offset: number,
    limit: number,
    kinds: readonly KindName[] = [],
    seen: readonly (typeof visibilities)[number][] = visibilities,
  ) =>
    findRecordsByText(store.statements, {
      match: toPairedMatch(parseQuery('水')) ?? '',
      name: fold('水'),
      kinds,
      visibilities: seen,
      limit,
      offset,
    });

  it('has an exact total and every match once, page after page', () => {
    const whole = ask(0, many + 1);
    expect(whole.total).toBe(many);
    expect(new Set(whole.rows.map(({ id }) => id)).size).toBe(many);
    const step = 997;
    const pages = Array.from({ length: Math.ceil(many / step) }, (_, page) => ask(page * step, step).rows);
    expect(pages.flat()).toEqual(whole.rows);
    expect(ask(many, 10)).toEqual({ total: many, rows: [] });
  });

  it('shows whole names, then names that begin so, then mentions, however old', () => {
    const { rows } = ask(0, many);
    expect(rows[0]?.id).toBe('note-000000');
    const tiers = rows.map(({ score }) => Math.floor(score));
    expect(tiers.filter((tier) => tier === 1)).toHaveLength(Math.ceil(many / 10) - 1);
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('keeps to kinds and visibilities', () => {
    expect(ask(0, 10, ['city']).total).toBe(0);
    expect(ask(0, 10, ['missionNote']).total).toBe(many);
    const seen = ask(0, many, [], ['public']);
    expect(seen.total).toBe(Math.floor(many / 2));
    expect(seen.rows.every(({ id }) => Number(id.slice(5)) % 2 === 1)).toBe(true);
  });
});

describe('the full-text index', () => {
  it('keeps beginnings of one and two letters together, and gathers an import before it writes', () => {
    const [definition] = store.statements.all<{ sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE name = 'search_text'",
    );
    expect(definition?.sql).toMatch(/prefix = '1 2'/);
    const parts = store.statements.get<{ n: number }>(
      'SELECT count(DISTINCT segid) AS n FROM search_text_idx',
    );
    expect(parts?.n).toBeLessThanOrEqual(2);
  });
});
