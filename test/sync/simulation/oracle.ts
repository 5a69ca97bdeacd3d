import type { Visibility } from '#core/kinds/choices.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { isNarrower } from '#core/records/audience.ts';
import { asVisibility, recordClass } from '#core/sync/recordClass.ts';
import { isSyncClass, syncClasses } from '#core/sync/syncClass.ts';
import type { Device } from './device.ts';
import type { StandingAttachment } from './fileOracle.ts';
import type { SimulatedBroker } from './simulatedBroker.ts';

interface Made {
  readonly id: string;
  readonly recordId: string;
  readonly field: string;
  readonly action: string;
  readonly value: string | null;
  readonly previous: readonly string[];
}

interface Row {
  id: string;
  recordId: string;
  field: string;
  action: string;
  value: string | null;
  previous: string | null;
  hash: string | null;
  erased: number;
}

const tokenPattern = /tok-[0-9]+/g;

/** What must hold whatever happened, worked out from the operations alone and not by the engine's code. */
export class Oracle {
  /** Operations that a person's edit was acknowledged with. */
  readonly #made = new Map<string, Made>();
  /** Whose only copies went with a restored backup or a broker's roll-back. */
  readonly #lost = new Set<string>();
  /** Records that a device had made private before its backup was restored: their withdrawal stands. */
  readonly #excused = new Set<string>();
  /** Classes that a text may be shown to, by what its author saw. */
  readonly #permitted = new Map<string, Set<Visibility>>();
  readonly #missed = new Set<string>();
  readonly #recordOfToken = new Map<string, string>();
  readonly #broker: SimulatedBroker;

  constructor(broker: SimulatedBroker) {
    this.#broker = broker;
  }

  get operations(): number {
    return this.#made.size;
  }

  /** Takes down what an acknowledged edit wrote. */
  note(device: Device, changeId: string | null) {
    if (!changeId) return;
    const records = new Set<string>();
    for (const operation of device.store.ledger.operationsOfChange(changeId)) {
      const value = operation.value === null ? null : canonicalJson(operation.value);
      this.#made.set(operation.id, { ...operation, value });
      records.add(operation.recordId);
    }
    for (const recordId of records) this.permitHeads(device, recordId);
  }

  /** What stands on a device may be shown to the class that the record has there. */
  permitHeads(device: Device, recordId: string) {
    // Undefined while only a part of the record has arrived: then it is shown to nobody yet.
    const present = device.classOf(recordId) ?? 'private';
    for (const head of device.store.ledger.heads(recordId)) {
      for (const token of canonicalJson(head.value).match(tokenPattern) ?? []) {
        this.#permit(token, present);
        if (!this.#recordOfToken.has(token)) this.#recordOfToken.set(token, recordId);
      }
    }
  }

  /** What somebody else wrote in a tenant. */
  permit(token: string, tenant: Visibility, recordId: string) {
    this.#permit(token, tenant);
    this.#recordOfToken.set(token, recordId);
  }

  /** An entity that somebody else took away: it may stay away. */
  missed(entityId: string) {
    this.#missed.add(entityId);
  }

  /** @returns what is wrong when a text that others wrote into a record's entity is not on every device that has the record */
  unread(devices: readonly Device[], recordId: string, text: string): string[] {
    return devices.flatMap((device) => {
      const present = device.classOf(recordId);
      const heads = device.view.ledger.heads(recordId);
      const isShown = present !== undefined && present !== 'private';
      if (!isShown || heads.some(({ value }) => canonicalJson(value).includes(text))) return [];
      return [`${device.name}: ${text}, written into the entity of ${recordId} by others, did not arrive`];
    });
  }

  #permit(token: string, visibility: Visibility) {
    const permitted = this.#permitted.get(token);
    if (permitted) permitted.add(visibility);
    else this.#permitted.set(token, new Set([visibility]));
  }

  /** @returns what is wrong with text that is on its way to a tenant */
  leak(device: Device, tenant: string, text: string): string | undefined {
    for (const token of text.match(tokenPattern) ?? []) {
      const recordId = this.#recordOfToken.get(token) ?? '';
      const standing = asVisibility(tenant) ?? 'public';
      const permitted = [...(this.#permitted.get(token) ?? [])].some((known) => !isNarrower(known, standing));
      if (permitted) continue;
      const present = device.classOf(recordId);
      const isHead = device.view.ledger
        .heads(recordId)
        .some((head) => canonicalJson(head.value).includes(token));
      if (present && !isNarrower(present, standing) && isHead) {
        this.#permit(token, standing);
        continue;
      }
      return `${token} of ${recordId} (${present}) went to ${tenant}`;
    }
    return undefined;
  }

  /** To be called when copies have been destroyed: a file replaced, a broker rolled back. */
  takeLosses(devices: readonly Device[]) {
    const alive = this.#alive(devices);
    for (const id of this.#made.keys()) if (!alive.has(id)) this.#lost.add(id);
  }

  excuse(recordIds: readonly string[]) {
    for (const id of recordIds) this.#excused.add(id);
  }

  /** @returns everything that is wrong once the dust has settled */
  problems(devices: readonly Device[]): string[] {
    const problems: string[] = [];
    const logs = devices.map((device) => rowsOf(device));
    const { union, byRecord, classes, headsOf } = standing(logs);
    for (const [id, made] of this.#made) {
      if (this.#lost.has(id)) continue;
      if (!union.has(id)) problems.push(`acknowledged ${id} ${made.recordId}.${made.field} is on no device`);
    }
    this.#checkErased(logs, devices, problems);
    for (const [recordId, rows] of byRecord) {
      const heads = headsOf(rows);
      const present = classes.get(recordId);
      if (present === undefined || this.#excused.has(recordId)) continue;
      this.#checkTenants(recordId, rows, present, problems);
      if (!isKeptByHidden(heads, (head) => namesNarrower(head, present, classes)))
        this.#checkReadable(recordId, devices, present, problems);
      if (present === 'private') continue;
      const lostHere = rows.some((row) => this.#lost.has(row.id));
      // A link to what fewer people may see is not in their tenant: devices rightly differ in it.
      const hidden = new Set(rows.filter((row) => namesNarrower(row, present, classes)).map((row) => row.id));
      const expected = heads
        .filter((head) => head.hash === null && !hidden.has(head.id))
        .map((head) => head.id);
      const shown = devices.map((device) => {
        const own = device.store.ledger
          .heads(recordId)
          .map((head) => head.id)
          .filter((id) => !hidden.has(id));
        if (!lostHere && own.sort().join() !== expected.sort().join()) {
          problems.push(
            `${device.name}: heads of ${recordId} (${present}) are ${own} instead of ${expected}`,
          );
        }
        const {
          createdAt: _created,
          updatedAt: _updated,
          ...record
        } = device.record(recordId) ?? {
          createdAt: '',
          updatedAt: '',
        };
        return canonicalJson(record);
      });
      if (hidden.size === 0 && new Set(shown).size > 1)
        problems.push(`${recordId} differs: ${shown.join(' / ')}`);
    }
    return problems;
  }

  /** What all operations together say of attached files. */
  attachments(devices: readonly Device[]): StandingAttachment[] {
    const { byRecord, classes, headsOf } = standing(devices.map((device) => rowsOf(device)));
    return [...byRecord].flatMap(([recordId, rows]) => {
      const heads = headsOf(rows);
      return heads
        .filter(({ field, value }) => field === 'sha256' && value !== null)
        .map(({ value }) => ({
          recordId,
          class: classes.get(recordId),
          sha256: JSON.parse(value ?? '""') as string,
          isRemoved: devices.some((device) => device.record(recordId)?.deletedAt !== undefined),
        }));
    });
  }

  /**
   * What one device knows to be erased has no value anywhere: in no tenant, and on no device. Of what was
   * never sent nobody else can hear.
   */
  #checkErased(logs: readonly ReadonlyMap<string, Row>[], devices: readonly Device[], problems: string[]) {
    const erased = new Set(
      logs.flatMap((log) => [...log.values()].filter((row) => row.erased === 1).map(({ id }) => id)),
    );
    if (erased.size === 0) return;
    for (const tenant of syncClasses) {
      for (const text of this.#broker.texts(tenant)) {
        if (!text) continue;
        const { operations } = JSON.parse(text) as { operations: { id: string; valueHash?: string }[] };
        for (const { id, valueHash } of operations) {
          if (!erased.has(id)) continue;
          if (valueHash === undefined) problems.push(`erased ${id} stands in ${tenant}`);
          for (const [index, log] of logs.entries()) {
            if (log.get(id)?.hash === null)
              problems.push(`${devices[index]?.name}: erased ${id} still has its value`);
          }
        }
      }
    }
  }

  /** Nothing of a record stands in a tenant that may not have it, and no private text on another's device. */
  #checkTenants(recordId: string, rows: readonly Row[], present: Visibility, problems: string[]) {
    const tokens = new Set(rows.flatMap((row) => row.value?.match(tokenPattern) ?? []));
    for (const tenant of syncClasses) {
      if (!isNarrower(present, tenant)) continue;
      const text = `${this.#broker.texts(tenant).join('\n')} ${JSON.stringify(this.#broker.readable(tenant))}`;
      for (const found of text.match(tokenPattern) ?? []) {
        if (tokens.has(found)) problems.push(`${found} of ${recordId} (${present}) stands in ${tenant}`);
      }
    }
  }

  /** Others read every record of a tenant as the devices show it. */
  #checkReadable(recordId: string, devices: readonly Device[], present: Visibility, problems: string[]) {
    if (!isSyncClass(present)) return;
    const records = devices.flatMap((device) => device.record(recordId) ?? []);
    const [record] = records;
    if (record?.kind !== 'missionNote') return;
    // An edit that fewer may see than the record keeps it visible to those alone; the tenant does not know of it.
    if (new Set(records.map(({ deletedAt }) => deletedAt === undefined)).size > 1) return;
    const id = `urn:ngsi-ld:MissionNote:${recordId}`;
    const entity = this.#broker.readable(present).find((each) => each.id === id);
    if (!entity) {
      if (!this.#missed.has(id) && !record.deletedAt) problems.push(`${id} is missing in ${present}`);
      return;
    }
    const wanted = record.deletedAt ? 'deleted' : 'current';
    const status = (entity.registryStatus as { value?: unknown } | undefined)?.value;
    if (status !== wanted) problems.push(`${id} is ${status} instead of ${wanted} in ${present}`);
    for (const field of ['title', 'body']) {
      const texts = (value: unknown) => (canonicalJson(value ?? null).match(tokenPattern) ?? []).join();
      if (wanted === 'current' && texts(entity[field]) !== texts(record[field]))
        problems.push(`${id}.${field} says ${texts(entity[field])} instead of ${texts(record[field])}`);
    }
  }

  #alive(devices: readonly Device[]): Set<string> {
    const alive = new Set<string>();
    for (const device of devices) for (const id of rowsOf(device).keys()) alive.add(id);
    for (const tenant of syncClasses) {
      for (const text of this.#broker.texts(tenant)) {
        if (!text) continue;
        const { operations } = JSON.parse(text) as { operations: { id: string }[] };
        for (const { id } of operations) alive.add(id);
      }
    }
    return alive;
  }
}

/** What all logs together say. */
function standing(logs: readonly ReadonlyMap<string, Row>[]) {
  const union = new Map<string, Row>();
  for (const log of logs) {
    for (const [id, row] of log) {
      const known = union.get(id);
      if (!known || (known.hash !== null && row.hash === null)) union.set(id, row);
    }
  }
  const superseded = new Set([...union.values()].flatMap((row) => parse(row.previous)));
  const byRecord = new Map<string, Row[]>();
  for (const row of union.values()) {
    const own = byRecord.get(row.recordId);
    if (own) own.push(row);
    else byRecord.set(row.recordId, [row]);
  }
  const headsOf = (rows: readonly Row[]) =>
    rows.filter((row) => row.action !== 'remove' && !superseded.has(row.id));
  const classes = new Map<string, Visibility | undefined>();
  for (const [recordId, rows] of byRecord) classes.set(recordId, classOf(headsOf(rows)));
  return { union, byRecord, classes, headsOf };
}

function classOf(heads: readonly Row[]): Visibility | undefined {
  return recordClass(
    heads
      .filter((head) => head.field === 'visibility')
      .map((head) => ({
        value: head.hash === null ? asVisibility(JSON.parse(head.value ?? 'null')) : undefined,
      })),
  );
}

/**
 * Whether only edits that fewer may see than the record undo its removal: they do so for those alone, and the tenant does not
 * know of them.
 */
function isKeptByHidden(heads: readonly Row[], isHidden: (head: Row) => boolean): boolean {
  return heads.some((removal) => {
    if (removal.field !== '__deleted' || removal.value === null) return false;
    const { seen } = JSON.parse(removal.value) as { seen: string[] };
    const unseen = heads.filter((head) => head.id !== removal.id && !seen.includes(head.id));
    return unseen.length > 0 && unseen.every(isHidden);
  });
}

function namesNarrower(
  row: Row,
  present: Visibility,
  classes: ReadonlyMap<string, Visibility | undefined>,
): boolean {
  if (row.field !== 'about') return false;
  // Redacted: what it named is not known any more.
  if (row.value === null) return row.hash !== null;
  const target = classes.get(JSON.parse(row.value) as string) ?? 'private';
  return isNarrower(target, present);
}

function rowsOf(device: Device): Map<string, Row> {
  const rows = device.store.statements.all<Row>(
    `SELECT id, record_id AS recordId, field, action, value, previous,
       value_hash AS hash, erased FROM operation`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function parse(previous: string | null): string[] {
  return previous === null ? [] : (JSON.parse(previous) as string[]);
}
