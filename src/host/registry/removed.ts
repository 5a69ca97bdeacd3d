import type { RemovedItem } from '#contract/schemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { deletedField } from '#core/ledger/operation.ts';
import { readLabels } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import type { HostServices } from '../services.ts';

interface Row {
  readonly id: string;
  readonly kind: KindName;
  readonly label: string | null;
  readonly deleted_at: string;
  readonly value: string | null;
  readonly actor: string | null;
  readonly name: string | null;
  readonly origin: string | null;
  readonly change: string | null;
}

export interface RemovedRequest {
  readonly kind?: KindName | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Everything that was removed, of every kind, latest first: by whom, when, and through what. The owner's to see. */
export function readRemoved(
  statements: Statements,
  { kind, limit, offset }: RemovedRequest,
): { total: number; kinds: { kind: KindName; count: number }[]; items: RemovedItem[] } {
  const kinds = statements.all<{ kind: KindName; count: number }>(
    'SELECT kind, count(*) AS count FROM record WHERE deleted_at IS NOT NULL GROUP BY kind ORDER BY kind',
  );
  const rows = statements.all<Row>(
    `SELECT record.id, record.kind, record.label, record.deleted_at, operation.value, change.actor, actor.name,
       change.origin, change.id AS change
     FROM record
     LEFT JOIN operation ON operation.id = (SELECT max(head.operation_id) FROM head
       WHERE head.record_id = record.id AND head.field = ?)
     LEFT JOIN change ON change.sequence = operation.change
     LEFT JOIN actor ON actor.id = change.actor
     WHERE record.deleted_at IS NOT NULL ${kind ? 'AND record.kind = ?' : ''}
     ORDER BY record.deleted_at DESC, record.id LIMIT ? OFFSET ?`,
    ...[deletedField, ...(kind ? [kind] : []), limit, offset],
  );
  const merged = rows.map((row) => mergedInto(row.value));
  const names = readLabels(
    statements,
    merged.filter((id) => id !== undefined),
  );
  return {
    total: kinds.reduce((sum, row) => sum + (kind && row.kind !== kind ? 0 : row.count), 0),
    kinds,
    items: rows.map((row, index) => {
      const into = names.get(merged[index] ?? '');
      return {
        id: row.id,
        kind: row.kind,
        label: (JSON.parse(row.label ?? '{}') ?? {}) as LanguageMap,
        removedAt: row.deleted_at,
        ...(row.actor ? { actor: row.actor } : {}),
        ...(row.name ? { actorName: row.name } : {}),
        ...(row.origin ? { origin: row.origin } : {}),
        ...(row.change ? { changeId: row.change } : {}),
        ...(into ? { mergedInto: { id: into.id, kind: into.kind, label: into.label } } : {}),
      };
    }),
  };
}

function mergedInto(value: string | null): string | undefined {
  const into = (JSON.parse(value ?? 'null') as { into?: unknown } | null)?.into;
  return typeof into === 'string' ? into : undefined;
}

/**
 * Brings removed records of any kinds back, as one change with one way back.
 * @throws MusubiError INVALID_INPUT naming records that there are not; nothing is then brought back
 */
export function restoreMany(
  { store, writer, actor }: HostServices,
  ids: readonly string[],
): { changeId: string | null; changed: number; unchanged: number } {
  return store.write(() => {
    const wanted = [...new Set(ids)];
    const found = new Map(
      store.statements
        .all<{ id: string; deleted_at: string | null }>(
          'SELECT id, deleted_at FROM record WHERE id IN (SELECT value FROM json_each(?))',
          JSON.stringify(wanted),
        )
        .map((row) => [row.id, row.deleted_at]),
    );
    const problems = wanted
      .filter((id) => !found.has(id))
      .map((path) => ({ path, reason: 'recordUnknown' as const }));
    if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { problems });
    const removed = wanted.filter((id) => found.get(id) != null);
    if (removed.length === 0) return { changeId: null, changed: 0, unchanged: wanted.length };
    const drafts = removed.map((id) => writer.draftRestoration(id));
    const { id } = store.append({ origin: 'hand', actor }, drafts);
    return { changeId: id, changed: removed.length, unchanged: wanted.length - removed.length };
  });
}
