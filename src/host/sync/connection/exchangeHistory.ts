import type { SyncExchange, SyncExchangeDetail, SyncFailure } from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import type { Statements } from '#db/statements.ts';
import type { Store } from '#db/store.ts';
import { readChanges } from '#host/registry/activity.ts';
import { positionsOf } from './syncNumbers.ts';

/** Exchanges beyond this are forgotten, oldest first; what they brought stays in the log. */
const mostKept = 2_000;
const mostListed = 100;

/** Where the log and the own slots stood when an exchange began. */
export interface ExchangeStart {
  readonly startedAt: string;
  readonly sequence: number;
  readonly sent: ReadonlyMap<string, number>;
}

export interface ExchangeEnd {
  readonly endpoint: number;
  readonly causedBy: SyncExchange['trigger'];
  readonly outcome: SyncExchange['outcome'];
  readonly failure: SyncFailure | null;
}

export function beginExchange(store: Store): ExchangeStart {
  const { statements } = store;
  const endpoints = statements.all<{ id: number }>('SELECT id FROM sync_endpoint');
  const own = endpoints.flatMap(({ id }) =>
    positionsOf(statements, id)
      .filter((place) => place.own)
      .map(({ tenant, slot, number }) => [`${id} ${tenant} ${slot}`, number] as const),
  );
  return {
    startedAt: new Date().toISOString(),
    sequence: latestSequence(statements),
    sent: new Map(own),
  };
}

/**
 * Keeps what an exchange came to. One that brought nothing and took nothing takes the place of an equal one before
 * it, so that a quiet day leaves one line.
 */
export function endExchange(store: Store, start: ExchangeStart, end: ExchangeEnd): void {
  store.write(() => {
    const { statements } = store;
    const received = statements.all<{ sequence: number }>(
      "SELECT sequence FROM change WHERE sequence > ? AND origin = 'sync'",
      start.sequence,
    );
    const sent = new Set<number>();
    for (const { tenant, slot, number, own } of positionsOf(statements, end.endpoint)) {
      if (!own) continue;
      const before = start.sent.get(`${end.endpoint} ${tenant} ${slot}`) ?? 0;
      for (const { change } of sentBetween(statements, end.endpoint, tenant, slot, before, number)) {
        sent.add(change);
      }
    }
    const failure = end.failure === null ? null : JSON.stringify(end.failure);
    if (received.length === 0 && sent.size === 0) forgetEqual(statements, end, failure);
    const { lastInsertRowid } = statements.run(
      `INSERT INTO sync_exchange (endpoint, started_at, ended_at, caused_by, outcome, failure, received, sent)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      end.endpoint,
      start.startedAt,
      new Date().toISOString(),
      end.causedBy,
      end.outcome,
      failure,
      received.length,
      sent.size,
    );
    const note = (direction: string, change: number) =>
      statements.run(
        'INSERT INTO sync_exchange_change (exchange, direction, change) VALUES (?, ?, ?)',
        lastInsertRowid,
        direction,
        change,
      );
    for (const { sequence } of received) note('received', sequence);
    for (const sequence of sent) note('sent', sequence);
    statements.run('DELETE FROM sync_exchange WHERE id <= ?', Number(lastInsertRowid) - mostKept);
  });
}

interface ExchangeRow {
  readonly id: number;
  readonly started_at: string;
  readonly ended_at: string;
  readonly address: string;
  readonly caused_by: SyncExchange['trigger'];
  readonly outcome: SyncExchange['outcome'];
  readonly failure: string | null;
  readonly received: number;
  readonly sent: number;
}

/** Latest first. */
export function readExchanges(
  statements: Statements,
  request: { readonly limit: number; readonly before?: number | undefined },
): { items: SyncExchange[]; next?: number } {
  const rows = statements.all<ExchangeRow>(
    `SELECT sync_exchange.id, started_at, ended_at, address, caused_by, sync_exchange.outcome, failure, received, sent
     FROM sync_exchange JOIN sync_endpoint ON sync_endpoint.id = sync_exchange.endpoint
     WHERE sync_exchange.id < ? ORDER BY sync_exchange.id DESC LIMIT ?`,
    request.before ?? Number.MAX_SAFE_INTEGER,
    request.limit + 1,
  );
  const items = rows.slice(0, request.limit).map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endpoint: new URL(row.address).host,
    trigger: row.caused_by,
    outcome: row.outcome,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as SyncFailure),
    received: row.received,
    sent: row.sent,
    from: row.received === 0 ? [] : senders(statements, row.id),
  }));
  const last = items.at(-1);
  return rows.length > request.limit && last ? { items, next: last.id } : { items };
}

/** @throws MusubiError NOT_FOUND */
export function readExchange(statements: Statements, id: number): SyncExchangeDetail {
  const row = statements.get<{ received: number; sent: number }>(
    'SELECT received, sent FROM sync_exchange WHERE id = ?',
    id,
  );
  if (!row) throw new MusubiError('NOT_FOUND', { id: String(id) });
  const changes = (direction: string) =>
    readChanges(
      statements,
      statements
        .all<{ change: number }>(
          `SELECT change FROM sync_exchange_change WHERE exchange = ? AND direction = ?
           ORDER BY change DESC LIMIT ${mostListed}`,
          id,
          direction,
        )
        .map(({ change }) => change),
    );
  const received = changes('received');
  const sent = changes('sent');
  return {
    received,
    sent,
    moreReceived: row.received - received.length,
    moreSent: row.sent - sent.length,
  };
}

function senders(statements: Statements, exchange: number): SyncExchange['from'] {
  return statements
    .all<{ actor: string; name: string | null; changes: number }>(
      `SELECT change.actor, actor.name, count(*) AS changes FROM sync_exchange_change AS part
       JOIN change ON change.sequence = part.change JOIN actor ON actor.id = change.actor
       WHERE part.exchange = ? AND part.direction = 'received' GROUP BY change.actor ORDER BY changes DESC LIMIT 20`,
      exchange,
    )
    .map(({ name, ...row }) => ({ ...row, ...(name ? { name } : {}) }));
}

function sentBetween(
  statements: Statements,
  endpoint: number,
  tenant: SyncClass,
  slot: number,
  after: number,
  last: number,
): { change: number }[] {
  return statements.all(
    `SELECT DISTINCT operation.change FROM sync_operation AS place
     JOIN sync_space ON sync_space.id = place.space
     JOIN operation ON operation.id = place.operation_id
     WHERE sync_space.endpoint = ? AND sync_space.class = ? AND place.slot = ? AND place.number > ? AND place.number <= ?`,
    endpoint,
    tenant,
    slot,
    after,
    last,
  );
}

function forgetEqual(statements: Statements, end: ExchangeEnd, failure: string | null) {
  statements.run(
    `DELETE FROM sync_exchange WHERE id = (SELECT max(id) FROM sync_exchange) AND endpoint = ? AND outcome = ?
       AND failure IS ? AND received = 0 AND sent = 0`,
    end.endpoint,
    end.outcome,
    failure,
  );
}

function latestSequence(statements: Statements): number {
  return statements.get<{ n: number | null }>('SELECT max(sequence) AS n FROM change')?.n ?? 0;
}
