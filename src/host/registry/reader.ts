import type { z } from 'zod';
import type {
  LinkedRecord,
  ListOutput,
  listInputSchema,
  Offer,
  RecordDetail,
  RecordLabel,
} from '#contract/schemas.ts';
import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import { type ComputedField, listFieldsOf } from '#core/completeness/computedFields.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { baseField } from '#core/ledger/fieldState.ts';
import { deletedField } from '#core/ledger/operation.ts';
import { maySee, referencedIds, visibleTo, withoutHidden } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { nearestName } from '#core/records/validateRecord.ts';
import type { ListCondition } from '#db/queries/conditions.ts';
import { readLinks } from '#db/queries/links.ts';
import { countValues, type ListQuery, listIds, listRecords, UnknownListField } from '#db/queries/list.ts';
import { ListOrders } from '#db/queries/listOrder.ts';
import { readLabels, readRecord } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import { isUnread } from '#db/unread.ts';
import { computedOf } from '../completeness/computedOf.ts';

export type ListRequest = Omit<
  z.output<typeof listInputSchema>,
  'where' | 'removed' | 'groups' | 'computed'
> & {
  readonly where: readonly ListCondition[];
  readonly ids?: readonly string[];
  readonly except?: readonly string[] | undefined;
  readonly removed?: boolean;
  readonly groups?: boolean;
  readonly computed?: readonly ComputedField[];
};

/** Reads the registry as one audience sees it. What that audience may not see does not exist here. */
export class RegistryReader {
  readonly #statements: Statements;
  readonly #orders: ListOrders;

  constructor(statements: Statements) {
    this.#statements = statements;
    this.#orders = new ListOrders(statements);
  }

  list(request: ListRequest): ListOutput {
    const query = asQuery(request);
    return this.#namingUnknownFields(request.kind, () => {
      refuseHiddenLists(request);
      const { total, items, groups: all } = listRecords(this.#statements, query, this.#orders);
      const groups = request.groups === false ? undefined : all;
      const { records, labels } = this.#present(items, request.audience);
      const facets: ListOutput['facets'] = {};
      const unknown: Record<string, number> = {};
      for (const field of request.facets) {
        const counts = countValues(this.#statements, query, field, this.#orders);
        unknown[field] = counts.unknown;
        facets[field] = counts.values;
      }
      return {
        kind: request.kind,
        total,
        items: records,
        computed: computedOf(this.#statements, records as RegistryRecord[], request.computed ?? [], query),
        labels: { ...labels, ...this.#groupLabels(request, groups) },
        facets,
        unknown,
        ...(groups ? { groups: [...groups] } : {}),
      };
    });
  }

  ids(request: Omit<ListRequest, 'facets'>): string[] {
    const query = asQuery(request);
    return this.#namingUnknownFields(request.kind, () => {
      refuseHiddenLists(request);
      return listIds(this.#statements, query, this.#orders);
    });
  }

  /** @throws MusubiError NOT_FOUND, also for a record that this audience may not see */
  get(id: string, audience: Visibility): RecordDetail {
    const found = readRecord(this.#statements, id);
    if (!found || !maySee(audience, found.visibility) || (found.deletedAt && audience !== 'private')) {
      throw new MusubiError('NOT_FOUND', { id });
    }
    const { records, labels } = this.#present([found], audience);
    const links: Partial<Record<KindName, LinkedRecord[]>> = {};
    for (const { visibility, ...link } of readLinks(this.#statements, id)) {
      if (!maySee(audience, visibility)) continue;
      const own = links[link.kind];
      if (own) own.push(link);
      else links[link.kind] = [link];
    }
    return {
      record: records[0] ?? found,
      links,
      labels,
      offers: audience === 'private' ? this.#offers(found) : [],
      ...(isUnread(this.#statements, id) ? { updateNeeded: true } : {}),
      ...this.#mergedInto(found),
    } as RecordDetail;
  }

  labels(ids: readonly string[]): Record<string, RecordLabel> {
    return Object.fromEntries(
      [...readLabels(this.#statements, ids)].map(([id, { kind, label }]) => [id, { kind, label }]),
    );
  }

  #present(items: readonly RegistryRecord[], audience: Visibility) {
    const referenced = readLabels(this.#statements, items.flatMap(referencedIds));
    const labels: Record<string, RecordLabel> = {};
    for (const [id, row] of referenced) {
      if (maySee(audience, row.visibility)) labels[id] = { kind: row.kind, label: row.label };
    }
    const records =
      audience === 'private'
        ? [...items]
        : items.map((item) => withoutHidden(item.kind, item, (id) => !(id in labels)));
    return { records: records as RecordDetail['record'][], labels };
  }

  /** Names for the headings that lie beyond the page. */
  #groupLabels(request: ListRequest, groups: ListOutput['groups']): Record<string, RecordLabel> {
    const type = fieldsOf(request.kind)[request.group ?? '']?.type;
    if (!groups || (type !== 'reference' && type !== 'references' && type !== 'choiceMap')) return {};
    const labels = readLabels(
      this.#statements,
      groups.map(({ value }) => String(value)),
    );
    return Object.fromEntries(
      [...labels]
        .filter(([, row]) => maySee(request.audience, row.visibility))
        .map(([id, { kind, label }]) => [id, { kind, label }]),
    );
  }

  /** Where a record lives on that was merged into another one; only its owner reads removed records. */
  #mergedInto({ id, deletedAt }: RegistryRecord): Pick<RecordDetail, 'mergedInto'> {
    if (!deletedAt) return {};
    const row = this.#statements.get<{ value: string | null }>(
      `SELECT operation.value FROM head JOIN operation ON operation.id = head.operation_id
       WHERE head.record_id = ? AND head.field = ? ORDER BY operation.id DESC LIMIT 1`,
      id,
      deletedField,
    );
    const into = (JSON.parse(row?.value ?? 'null') as { into?: unknown } | null)?.into;
    if (typeof into !== 'string') return {};
    const found = readLabels(this.#statements, [into]).get(into);
    return found ? { mergedInto: { id: into, kind: found.kind, label: found.label } } : {};
  }

  /** Values that stand beside the one shown: a newer bundled fact, or another device's edit. */
  #offers(record: RegistryRecord): Offer[] {
    const rows = this.#statements.all<{
      field: string;
      id: string;
      value: string | null;
      origin: string;
      actor: string;
      at: string;
    }>(
      `SELECT head.field, operation.id, operation.value, change.origin, change.actor, change.at
       FROM head JOIN operation ON operation.id = head.operation_id
       JOIN change ON change.sequence = operation.change
       WHERE head.record_id = ? AND operation.action = 'set'
         AND (SELECT count(*) FROM head AS other JOIN operation AS rival ON rival.id = other.operation_id
              WHERE other.record_id = head.record_id AND other.field = head.field AND rival.action = 'set') > 1
       ORDER BY head.field, operation.id DESC`,
      record.id,
    );
    const offers: Offer[] = [];
    let shown: { id: string; field: string; text: string } | undefined;
    for (const row of rows) {
      const value = row.value === null ? null : JSON.parse(row.value);
      const text = canonicalJson(value);
      if (shown?.field !== row.field) {
        shown = { id: row.id, field: row.field, text };
        continue;
      }
      const definition = fieldsOf(record.kind)[baseField(row.field)];
      if (text === shown.text || !definition || definition.newestStands) continue;
      offers.push({
        field: row.field,
        operationId: row.id,
        shownOperationId: shown.id,
        value,
        origin: row.origin,
        actor: row.actor,
        at: row.at,
      });
    }
    return offers;
  }

  #namingUnknownFields<Result>(kind: KindName, read: () => Result): Result {
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof UnknownListField)) throw cause;
      const known = [
        ...Object.keys(listFieldsOf(kind)),
        definitionOf(kind).label,
        'updatedAt',
        'createdAt',
        'reading',
        'text',
      ];
      throw new MusubiError('UNKNOWN_FIELD', {
        kind,
        field: cause.field,
        nearest: nearestName(cause.field, known),
      });
    }
  }
}

function asQuery(request: Omit<ListRequest, 'facets'>): ListQuery {
  const { audience, today = tokyoDay(Date.now()) } = request;
  return { ...request, visibilities: visibleTo(audience), today };
}

/** What was removed is the owner's to look through. */
function refuseHiddenLists({ kind, removed, audience }: Pick<ListRequest, 'kind' | 'removed' | 'audience'>) {
  if (removed && audience !== 'private') throw new MusubiError('NOT_FOUND', { kind, reason: 'removed' });
}
