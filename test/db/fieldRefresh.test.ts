import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { contentKindNames } from '#core/kinds/fieldTypes.ts';
import { operationId } from '#core/ledger/clock.ts';
import { tableOf } from '#db/columns.ts';
import { Store, type Touched } from '#db/store.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

/** What can be said about each record of a small world; `of` names another record of it. */
const sayings = {
  city: [
    'type=asean',
    'lat=1.5',
    'lon=103',
    'timezone=Asia/Tokyo',
    'name/en=Bay',
    'hazards+flood',
    'hazards+heat',
  ],
  study: [
    'title/en=Tide study',
    'title/ja=潮位調査',
    'status=done',
    'status=running',
    'fiscalYear=2024',
    'fiscalYear=wrong',
    'programme=other',
    'programme=mlit-smart-jamp',
    'cities+of city',
    'summary/en=Pumps and gates',
    'summary/ja=水門',
    'url=https://example.org/',
    'consortium+{"name":"A","role":"lead"}',
    'sources+{"title":"T"}',
    'confidence=low',
    'remarks/en=Seen',
    'visibility=member',
    'visibility=private',
    'unknownField=1',
  ],
  followUp: [
    'title/en=Call',
    'study=of study',
    'project=of project',
    'date=2026-01-02',
    'date=2026-03-04',
    'status=planned',
    'nextAction/en=Write again',
    'responsible=of city',
  ],
  project: [
    'title/en=Gate',
    'stage=idea',
    'studies+of study',
    'cities+of city',
    'description/en=Gates',
    'boardOrder=a',
  ],
} as const satisfies Partial<Record<(typeof contentKindNames)[number], readonly string[]>>;
type SmallKind = keyof typeof sayings;
const smallKinds = Object.keys(sayings) as SmallKind[];

const step = fc.constantFrom(...smallKinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    saying: fc.constantFrom(...sayings[kind], '__deleted', '__kind', 'nothing'),
    /** Which of the field's heads its author had seen. */
    sees: fc.constantFrom('all', 'all', 'first', 'none'),
    /** Hours: changes arrive out of order, and some at the same time. */
    at: fc.nat({ max: 6 }),
    /** Instead of saying something, the value of a head of that field is withdrawn from this device. */
    withdraws: fc.nat({ max: 7 }).map((chance) => chance === 0),
    /** Whether rows are brought in step here, or with the next step. */
    ends: fc.boolean(),
  }),
);

function openStore() {
  const store = new Store({
    path: join(temporaryDirectory(), 'registry.db'),
    key: new Uint8Array(32).fill(3),
  });
  store.database.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search_text', 'instance')");
  onTestFinished(() => store.close());
  return store;
}

/** Everything that is kept of those records besides the log. */
function kept(store: Store, ids: readonly string[]) {
  while (store.rows.refreshStale(100) > 0);
  const all = (sql: string) =>
    store.statements.all<object>(sql, JSON.stringify(ids)).map((row) => JSON.stringify(row));
  const those = 'record.id IN (SELECT value FROM json_each(?))';
  return {
    record: all(`SELECT * FROM record WHERE ${those} ORDER BY id`),
    kinds: smallKinds.map((kind) =>
      all(`SELECT * FROM ${tableOf(kind).table} AS record WHERE ${those} ORDER BY id`),
    ),
    links: all(
      `SELECT link.* FROM link JOIN record ON record.id = link.from_id WHERE ${those} ORDER BY 1, 2, 3, 4`,
    ),
    lists: all(
      `SELECT list_value.* FROM list_value JOIN record ON record.row = list_value.row WHERE ${those} ORDER BY 1, 2, 3, 4`,
    ),
    names: all(
      `SELECT search_key.* FROM search_key JOIN record ON record.row = search_key.row WHERE ${those} ORDER BY 1, 2`,
    ),
    words: all(
      `SELECT words.* FROM temp.words JOIN record ON record.row = words.doc WHERE ${those} ORDER BY doc, col, offset`,
    ),
  };
}

let worlds = 0;

describe('bringing single fields of a row in step', () => {
  it('leaves what making the whole row anew would', () => {
    const store = openStore();
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), (steps) => {
        const world = `w${++worlds}`;
        const ids = smallKinds.map((kind) => `${world}-${kind}`);
        store.write(() => {
          let waiting: Touched[] = [];
          const tell = (
            recordId: string,
            field: string,
            action: 'set' | 'add',
            value: unknown,
            at: number,
            seen: string[],
          ) => {
            counter++;
            const id = operationId(
              { milliseconds: 10_000 + counter, counter: 0 },
              counter.toString(16).padStart(16, '0'),
            );
            const change = store.ledger.insertChange({
              id: `${world}-${counter}`,
              at: `2026-01-01T0${at}:00:00.000Z`,
              actor: `actor-${counter % 3}`,
              origin: 'sync',
            });
            const operation = { id, recordId, field, action, value, previous: action === 'add' ? [] : seen };
            waiting.push({
              recordId,
              field,
              change: store.ledger.insertOperation(change, operation, 'salt') ? change : null,
            });
          };
          let counter = worlds * 1_000;
          for (const kind of smallKinds.slice(0, 3)) tell(`${world}-${kind}`, '__kind', 'set', kind, 0, []);
          for (const { kind, saying, sees, at, withdraws, ends } of steps) {
            const recordId = `${world}-${kind}`;
            const [, field = saying, sign = '=', text = ''] = /^([^=+]+)([=+])(.*)$/.exec(saying) ?? [];
            const heads = store.ledger.fieldHeads(recordId, field).map(({ id }) => id);
            if (withdraws && heads[0]) {
              store.statements.run(
                "UPDATE operation SET value = NULL, value_hash = 'x' WHERE id = ?",
                heads[0],
              );
              waiting.push({ recordId, field, change: null });
            } else {
              const seen = sees === 'all' ? heads : sees === 'first' ? heads.slice(0, 1) : [];
              const value =
                saying === '__kind'
                  ? kind
                  : saying === '__deleted'
                    ? { at: '2026-02-02', seen: store.ledger.heads(recordId).map(({ id }) => id) }
                    : saying === 'nothing'
                      ? null
                      : text.startsWith('of ')
                        ? `${world}-${text.slice(3)}`
                        : /^[\d.]+$|^\{/.test(text)
                          ? JSON.parse(text)
                          : text;
              tell(
                recordId,
                saying === 'nothing' ? 'status' : field,
                sign === '+' ? 'add' : 'set',
                value,
                at,
                seen,
              );
            }
            if (!ends) continue;
            store.refresh(waiting, true);
            waiting = [];
          }
          store.refresh(waiting, true);
        });
        const stepwise = store.write(() => kept(store, ids));
        const whole = store.write(() => {
          for (const id of ids) store.rows.refresh(id, true);
          return kept(store, ids);
        });
        expect(stepwise).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('writes nothing but the field, its line in lists and the time of the record when its status is edited', () => {
    const store = openStore();
    const base = { recordId: 'one', action: 'set' as const, previous: [] };
    store.append({ origin: 'hand', actor: 'a' }, [
      { ...base, field: '__kind', value: 'study' },
      { ...base, field: 'title/en', value: 'Tide study' },
      { ...base, field: 'summary/en', value: 'Pumps' },
      { ...base, field: 'cities', action: 'add', value: 'w1-city' },
    ]);
    const statements: string[] = [];
    const run = store.statements.run.bind(store.statements);
    store.statements.run = (sql, ...values) => {
      statements.push(sql.replaceAll(/\s+/g, ' '));
      return run(sql, ...values);
    };
    store.append({ origin: 'hand', actor: 'a' }, [{ ...base, field: 'status', value: 'done' }]);
    store.statements.run = run;
    expect(statements.filter((sql) => /link|search|INSERT INTO record/.test(sql))).toEqual([]);
    expect(statements).toContain('UPDATE study SET "status" = ? WHERE id = ?');
  });
});
