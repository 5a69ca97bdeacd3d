import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { operationId } from '#core/ledger/clock.ts';
import type { Operation } from '#core/ledger/operation.ts';
import { readRecord } from '#db/queries/records.ts';
import { Store } from '#db/store.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

function emptyStore() {
  return new Store({ path: join(temporaryDirectory(), 'registry.db'), key: new Uint8Array(32).fill(3) });
}

/** A history of one record by several devices: each operation replaces some that came before it. */
const history = fc
  .array(
    fc.record({
      field: fc.constantFrom('name/en', 'name/ja', 'lat', 'timezone', 'aliases'),
      value: fc.constantFrom('a', 'b', 'c', 'd'),
      remove: fc.boolean(),
      replaces: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((steps): Operation[] => {
    const operations: Operation[] = [
      {
        id: operationId({ milliseconds: 1_000, counter: 0 }, '0'.repeat(16)),
        recordId: 'x',
        field: '__kind',
        action: 'set',
        value: 'city',
        previous: [],
      },
    ];
    for (const [index, step] of steps.entries()) {
      const earlier = operations.filter(
        (operation) => operation.field === step.field && operation.action !== 'remove',
      );
      const previous = [...new Set(step.replaces.flatMap((at) => earlier[at]?.id ?? []))];
      const isList = step.field === 'aliases';
      const action = isList ? (step.remove && previous.length > 0 ? 'remove' : 'add') : 'set';
      const value = action === 'remove' ? null : step.field === 'lat' ? step.value.charCodeAt(0) : step.value;
      operations.push({
        id: operationId({ milliseconds: 2_000 + index, counter: 0 }, index.toString(16).padStart(16, '0')),
        recordId: 'x',
        field: step.field,
        action,
        value,
        previous: action === 'add' ? [] : previous,
      });
    }
    return operations;
  });

function apply(operations: readonly Operation[]) {
  const store = emptyStore();
  const sequence = store.write(() =>
    store.ledger.insertChange({ id: 'change', at: '2026-01-01T00:00:00Z', actor: 'a', origin: 'sync' }),
  );
  store.write(() => {
    for (const operation of operations) store.ledger.insertOperation(sequence, operation, null);
    store.refresh(operations);
  });
  const state = { record: readRecord(store.statements, 'x'), heads: store.ledger.heads('x') };
  store.close();
  return canonicalJson(state);
}

describe('the log', () => {
  it('gives the same record and the same heads whatever order the operations arrive in, and however often', () => {
    fc.assert(
      fc.property(
        history.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const straight = apply(all);
          expect(apply(shuffled)).toBe(straight);
          expect(apply([...shuffled, ...all])).toBe(straight);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never supersedes a value that its author did not see: two edits side by side stay two heads', () => {
    const store = emptyStore();
    const base = { recordId: 'x', action: 'set' as const, previous: [] };
    const first = store.append({ origin: 'hand', actor: 'a' }, [
      { ...base, field: '__kind', value: 'city' },
      { ...base, field: 'timezone', value: 'Asia/Tokyo' },
    ]);
    const seen = first.operations[1]?.id ?? '';
    store.append({ origin: 'sync', actor: 'b' }, [
      { ...base, field: 'timezone', value: 'Asia/Jakarta', previous: [seen] },
    ]);
    store.append({ origin: 'sync', actor: 'c' }, [
      { ...base, field: 'timezone', value: 'Asia/Manila', previous: [seen] },
    ]);
    expect(store.ledger.fieldHeads('x', 'timezone').map((head) => head.value)).toEqual([
      'Asia/Jakarta',
      'Asia/Manila',
    ]);
    expect(readRecord(store.statements, 'x')?.timezone).toBe('Asia/Manila');
    store.close();
  });

  it('never stamps an operation before an earlier one, even when the wall clock goes back', () => {
    const store = emptyStore();
    const ids: string[] = [];
    for (const now of [5_000, 4_000, 1, 5_000, 5_000, 6_000]) {
      const change = store.write(() =>
        store.ledger.append(
          { origin: 'hand', actor: 'a' },
          [{ recordId: 'x', field: 'timezone', action: 'set', value: now, previous: [] }],
          now,
        ),
      );
      ids.push(change.id, ...change.operations.map((operation) => operation.id));
    }
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    store.close();
  });

  it('salts what a person wrote, so that a redacted value cannot be guessed from its hash', () => {
    const store = emptyStore();
    store.append({ origin: 'hand', actor: 'a' }, [
      { recordId: 'x', field: '__kind', action: 'set', value: 'city', previous: [] },
      { recordId: 'y', field: '__kind', action: 'set', value: 'city', previous: [] },
    ]);
    const salts = store.statements.all<{ salt: string }>('SELECT salt FROM operation');
    expect(new Set(salts.map(({ salt }) => salt)).size).toBe(2);
    expect(salts.every(({ salt }) => /^[0-9a-f]{24}$/.test(salt))).toBe(true);
    store.close();
  });
});
