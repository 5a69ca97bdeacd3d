import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { operationId } from '#core/ledger/clock.ts';
import { deletedField } from '#core/ledger/operation.ts';
import { wrongContested } from '#db/contested.ts';
import { contested } from '#db/migrations/0018_contested.ts';
import { Store } from '#db/store.ts';
import { checkRegistry } from '#host/system/check.ts';
import { temporaryDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const key = new Uint8Array(32).fill(3);

function openStore(path = join(temporaryDirectory(), 'registry.db')) {
  const store = new Store({ path, key });
  onTestFinished(() => store.close());
  return store;
}

const contestedFields = (store: Store) =>
  store.statements
    .all<object>('SELECT * FROM contested ORDER BY record_id, field')
    .map((row) => ({ ...row }));

interface Saying {
  readonly field: string;
  readonly action: 'set' | 'add' | 'remove';
  /** Which of the field's heads its author had seen. */
  readonly sees: 'all' | 'first' | 'none';
}

const saying: fc.Arbitrary<Saying> = fc.record({
  field: fc.constantFrom('name/en', 'hazards', deletedField),
  action: fc.constantFrom<Saying['action']>('set', 'set', 'add', 'remove'),
  sees: fc.constantFrom<Saying['sees']>('all', 'all', 'first', 'none'),
});

/** Writes what was said about one record, in this order. */
function say(store: Store, recordId: string, sayings: readonly Saying[]) {
  const change = store.ledger.insertChange({
    id: recordId,
    actor: 'someone',
    origin: 'sync',
    at: '2026-01-01T00:00:00.000Z',
  });
  for (const [index, { field, action, sees }] of sayings.entries()) {
    const heads = store.ledger.fieldHeads(recordId, field).map(({ id }) => id);
    store.ledger.insertOperation(
      change,
      {
        id: operationId({ milliseconds: 10_000 + index, counter: 0 }, index.toString(16).padStart(16, '0')),
        recordId,
        field,
        action,
        value: `value ${index}`,
        previous: sees === 'all' ? heads : sees === 'first' ? heads.slice(0, 1) : [],
      },
      null,
    );
  }
}

it('fields with more than one value, and removals, are known as such whatever is written', () => {
  fc.assert(
    fc.property(fc.array(saying, { maxLength: 16 }), (sayings) => {
      const store = openStore();
      store.write(() => say(store, 'record', sayings));
      expect(wrongContested(store.statements, 10)).toEqual([]);
      store.close();
    }),
    { numRuns: 40 },
  );
});

it('two values that did not know of each other are in dispute until somebody who saw both has spoken', () => {
  const after = (...sees: Saying['sees'][]) => {
    const store = openStore();
    store.write(() =>
      say(
        store,
        'r',
        sees.map((seen) => ({ field: 'name/en', action: 'set', sees: seen })),
      ),
    );
    return contestedFields(store);
  };
  expect(after('none', 'all')).toEqual([]);
  expect(after('none', 'none')).toEqual([{ record_id: 'r', field: 'name/en' }]);
  expect(after('none', 'none', 'first')).toHaveLength(1);
  expect(after('none', 'none', 'all')).toEqual([]);
});

it('members of a list are in no dispute', () => {
  const store = openStore();
  store.write(() =>
    say(store, 'r', [
      { field: 'hazards', action: 'add', sees: 'none' },
      { field: 'hazards', action: 'add', sees: 'none' },
    ]),
  );
  expect(contestedFields(store)).toEqual([]);
});

it('a file from before they were kept learns them from its log', () => {
  const store = openStore();
  store.write(() =>
    say(store, 'r', [
      { field: 'name/en', action: 'set', sees: 'none' },
      { field: 'name/en', action: 'set', sees: 'none' },
      { field: 'hazards', action: 'add', sees: 'none' },
      { field: deletedField, action: 'set', sees: 'none' },
    ]),
  );
  const known = contestedFields(store);
  expect(known).toHaveLength(2);
  store.database.exec('DROP TRIGGER head_contests; DROP TRIGGER head_settles; DROP TABLE contested');
  store.database.exec(contested);
  expect(contestedFields(store)).toEqual(known);
});

it('the check of a registry names a field that is kept wrongly', async () => {
  const { store } = await temporaryRegistry();
  store.statements.run("INSERT INTO contested (record_id, field) VALUES ('jakarta', 'lat')");
  expect(checkRegistry(store).problems).toEqual([{ code: 'HEAD_WRONG', detail: 'jakarta/lat' }]);
});
