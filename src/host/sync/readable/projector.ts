import type { KindName } from '#core/kinds/fieldTypes.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { type Entity, entityId, entityType } from '#core/ngsi-ld/entity.ts';
import type { BrokerPort, StandingEntities } from '#core/sync/brokerPort.ts';
import {
  ownAttributes,
  readableFields,
  readableKinds,
  readStamp,
  readStatus,
  type StandingEntity,
} from '#core/sync/readable.ts';
import { findRecord } from '#db/queries/records.ts';
import type { Store } from '#db/store.ts';
import { isUnread } from '#db/unread.ts';
import { digest } from '../digest.ts';
import { readSpace, type Space } from '../space.ts';
import { type ForeignEdits, foreignEdits, takeForeignEdits } from './foreignEdits.ts';
import {
  keepRefused,
  noteAnswer,
  noteCreating,
  noteGuessed,
  noteMissing,
  noteStanding,
  type ProjectionRow,
  readRows,
} from './projectionRows.ts';
import { knowsAll, saidFields, type Wanted, wantedEntity } from './wanted.ts';

/** Entities read or written in one go; fewer where the broker takes fewer. */
const pageSize = 100;
/** Pages that are asked for at the same time. */
const pagesAtOnce = 4;
const largestBatch = 256 * 1024;
/** Sweeps after which an entity that nobody knows of is taken as not there. */
const guessedOften = 3;

/**
 * What other users of an urban OS read of a tenant: one entity for each record, written after the changes, repaired
 * when it is stale; and what they changed in it, taken back into the log.
 */
export class Projector {
  readonly #store: Store;
  readonly #broker: BrokerPort;
  readonly #checkCancelled: () => void;
  /** Entities in which nothing was left to do when edits were looked for, a moment ago. */
  readonly #settled = new Set<string>();
  /** Digests of entities that say what their stamp says. */
  readonly #unedited = new Set<string>();

  constructor(store: Store, broker: BrokerPort, checkCancelled: () => void) {
    this.#store = store;
    this.#broker = broker;
    this.#checkCancelled = checkCancelled;
  }

  /**
   * Looks at the entities of a tenant for what others have changed in them.
   * @param sweep all of them, otherwise those of records that were touched
   * @param mayWrite asked before the first edit is taken: who cannot send it to the others leaves it to those who can
   * @returns how many operations the log did not have
   */
  async takeEdits(spaceId: number, sweep: boolean, mayWrite: () => Promise<boolean>): Promise<number> {
    let taken = 0;
    let may: boolean | undefined;
    for await (const { page, standing } of this.#readAhead(spaceId, sweep)) {
      const reworded: [string, StandingEntity][] = [];
      for (const { id, kind, isGuess } of page) {
        if (isGuess) continue;
        if (standing.unchanged.has(entityId(kind, id))) {
          this.#settled.add(`${spaceId} ${id}`);
          continue;
        }
        const entity = standing.found.get(entityId(kind, id));
        if (!entity) continue;
        const seen = digestOf(entity);
        if (standing.rows.get(id)?.seen === seen) {
          this.#settled.add(`${spaceId} ${id}`);
          reworded.push([id, entity]);
          continue;
        }
        const edits = this.#editsOf(id, kind, entity);
        if (!edits) continue;
        if (edits.drafts.length === 0 && edits.refused.length === 0) {
          this.#unedited.add(seen);
          continue;
        }
        may ??= await mayWrite();
        if (!may) return taken;
        taken += this.#store.write(() => {
          keepRefused(this.#store.statements, spaceId, id, edits.refused);
          return takeForeignEdits(this.#store, edits.drafts);
        });
      }
      if (reworded.length === 0) continue;
      this.#store.write(() => {
        for (const [id, entity] of reworded)
          noteAnswer(this.#store.statements, spaceId, id, digestOf(entity), entity.answer);
      });
    }
    return taken;
  }

  /**
   * Brings the entities in step with the log. Everything that the log holds for the tenant has been sent before: whoever
   * reads an entity finds its operations.
   * @returns how many entities were written
   */
  async write(spaceId: number, sweep: boolean): Promise<number> {
    const { statements } = this.#store;
    // What is edited from here on, others have not been sent yet: it is said to nobody before that.
    const latest = this.#space(spaceId).scanned;
    const touched = this.#touchedIds(this.#space(spaceId));
    let written = 0;
    for (const page of this.#pages(spaceId, sweep)) {
      written += await this.#writePage(spaceId, page, touched, sweep);
    }
    this.#store.write(() =>
      statements.run(
        'UPDATE sync_space SET projected = ?, swept_at = CASE WHEN ? THEN ? ELSE swept_at END WHERE id = ?',
        latest,
        sweep ? 1 : 0,
        new Date().toISOString(),
        spaceId,
      ),
    );
    return written;
  }

  async #writePage(
    spaceId: number,
    all: Page,
    touched: ReadonlySet<string>,
    sweep: boolean,
  ): Promise<number> {
    const { statements } = this.#store;
    const space = this.#space(spaceId);
    const page = all.filter(({ id }) => !this.#settled.has(`${spaceId} ${id}`) || touched.has(id));
    if (page.length === 0) return 0;
    const { found, rows } = await this.#read(space, page, false);
    const created: Wanted[] = [];
    const stale: [Wanted, StandingEntity][] = [];
    const notes: (() => void)[] = [];
    let written = 0;
    for (const { id, kind, isGuess } of page) {
      const entity = found.get(entityId(kind, id));
      const row = rows.get(id);
      if (entity && row?.seen === digestOf(entity) && !touched.has(id)) continue;
      if (!entity && isGuess) continue;
      if (this.#isPending(space, id)) continue;
      const wanted = wantedEntity(this.#store, space, id, kind);
      if (entity) {
        const outcome = this.#compare(wanted, entity);
        const seen = outcome === 'same' ? digestOf(entity) : null;
        notes.push(() => noteStanding(statements, spaceId, id, kind, seen, entity.answer));
        if (outcome === 'stale') stale.push([wanted, entity]);
      } else if (wanted.status === 'current' && (!row || row.missing < 0)) {
        created.push(wanted);
      } else if (row && row.missing >= 0 && row.keptOut === 0 && sweep) {
        notes.push(() => noteMissing(statements, spaceId, id));
      }
    }
    // Known before it stands there: what is withdrawn before an answer comes must be found.
    for (const { recordId, kind } of created)
      notes.push(() => noteCreating(statements, spaceId, recordId, kind));
    if (notes.length > 0)
      this.#store.write(() => {
        for (const note of notes) note();
      });
    for (const [wanted, entity] of stale) if (await this.#replace(space, wanted, entity)) written++;
    await this.#create(space, created);
    written += created.length;
    if (!sweep) return written;
    const guessed = new Set(page.filter(({ isGuess }) => isGuess).map(({ id }) => id));
    if (guessed.size === 0) return written;
    this.#store.write(() => {
      for (const id of guessed) noteGuessed(statements, spaceId, id);
    });
    return written;
  }

  #compare(wanted: Wanted, entity: StandingEntity): 'same' | 'stale' | 'ahead' {
    const stamp = readStamp(entity);
    if (!stamp) return 'stale';
    const status = readStatus(entity);
    if (status === 'withdrawn' && wanted.status === 'withdrawn') return this.#isBare(wanted, entity);
    if (!knowsAll(this.#store, stamp)) return 'ahead';
    if (status !== wanted.status || stamp.heads.join() !== wanted.stamp.heads.join()) return 'stale';
    if (wanted.status !== 'current') return this.#isBare(wanted, entity);
    if (this.#unedited.has(digestOf(entity))) return 'same';
    const said = saidFields(this.#store, wanted.recordId, wanted.kind, stamp);
    const says = readableFields(wanted.kind, entity.attributes);
    return said && canonicalJson(said.fields) === canonicalJson(says) ? 'same' : 'stale';
  }

  #isBare({ kind }: Wanted, entity: StandingEntity): 'same' | 'stale' {
    return Object.keys(readableFields(kind, entity.attributes)).length === 0 ? 'same' : 'stale';
  }

  /** Unless somebody has changed it since it was looked at: their edit is taken first, with the next exchange. */
  async #replace(space: Space, wanted: Wanted, seen: StandingEntity): Promise<boolean> {
    const type = entityType(wanted.kind);
    const { found } = await this.#broker.readEntities(space.class, type, [seen.id], nothingKnown);
    const again = found.get(seen.id);
    if (!again || digestOf(again) !== digestOf(seen)) return false;
    if (wanted.status === 'current' && this.#hasNewEdits(wanted, again)) return false;
    const own = ownAttributes(wanted.kind);
    const kept = Object.fromEntries(Object.entries(again.raw).filter(([name]) => !own.has(name)));
    await this.#broker.replaceEntity(space.class, wanted.entity(), kept);
    return true;
  }

  /** Edits that could be taken and have not been. */
  #hasNewEdits({ recordId, kind }: Wanted, entity: StandingEntity): boolean {
    const edits = this.#editsOf(recordId, kind, entity);
    return (
      edits?.drafts.some(
        ({ id }) => this.#store.statements.get('SELECT 1 FROM operation WHERE id = ?', id) === undefined,
      ) ?? false
    );
  }

  #editsOf(id: string, kind: KindName, entity: StandingEntity): ForeignEdits | undefined {
    if (readStatus(entity) !== 'current') return undefined;
    const stamp = readStamp(entity);
    // Somebody has replaced the entity as a whole: then there is no telling what they saw.
    if (!stamp || !knowsAll(this.#store, stamp) || isUnread(this.#store.statements, id)) return undefined;
    if (!findRecord(this.#store.statements, id)) return undefined;
    const said = saidFields(this.#store, id, kind, stamp);
    if (!said) return undefined;
    const says = readableFields(kind, entity.attributes);
    if (canonicalJson(said.fields) === canonicalJson(says)) return { drafts: [], refused: [] };
    return foreignEdits(this.#store, { id, kind }, stamp, said, says);
  }

  async #create(space: Space, wanted: readonly Wanted[]) {
    let batch: Entity[] = [];
    let bytes = 0;
    const send = async () => {
      if (batch.length > 0) await this.#broker.createEntities(space.class, batch);
      batch = [];
      bytes = 0;
    };
    for (const { entity: make } of wanted) {
      const entity = make();
      const own = Buffer.byteLength(JSON.stringify(entity));
      // One that no broker would take stays away.
      if (own > largestBatch) continue;
      if (bytes + own > largestBatch) await send();
      batch.push(entity);
      bytes += own;
    }
    await send();
  }

  /** Page by page, the next ones being asked for while one is looked at. */
  async *#readAhead(spaceId: number, sweep: boolean): AsyncGenerator<{ page: Page; standing: Standing }> {
    const space = this.#space(spaceId);
    const pages = [...this.#pages(spaceId, sweep)];
    const asked: Promise<Standing>[] = [];
    for (const [index, page] of pages.entries()) {
      for (const next of pages.slice(asked.length, index + pagesAtOnce)) {
        const answer = this.#read(space, next, true);
        // One that nobody waits for any more has nothing to say.
        answer.catch(() => {});
        asked.push(answer);
      }
      yield { page, standing: await (asked[index] ?? this.#read(space, page, true)) };
    }
  }

  /**
   * Asked twice for what the first answer does not show: brokers show parts of a result.
   * @param onlyAnew whether what came word for word as it was seen last need not be parsed
   */
  async #read(space: Space, page: Page, onlyAnew: boolean): Promise<Standing> {
    this.#checkCancelled();
    const [{ kind } = { kind: undefined }] = page;
    const rows = readRows(
      this.#store.statements,
      space.id,
      page.map(({ id }) => id),
    );
    const found = new Map<string, StandingEntity>();
    const unchanged = new Set<string>();
    const known = new Map<string, string>();
    if (kind === undefined) return { found, unchanged, rows };
    for (const [id, { seen, answer }] of onlyAnew ? rows : [])
      if (seen !== null && answer !== null) known.set(answer, entityId(kind, id));
    const ask = async (ids: readonly string[]) => {
      if (ids.length === 0) return;
      const standing = await this.#broker.readEntities(space.class, entityType(kind), ids, known);
      for (const [id, entity] of standing.found) found.set(id, entity);
      for (const id of standing.unchanged) unchanged.add(id);
    };
    await ask(page.map(({ id }) => entityId(kind, id)));
    await ask(
      page
        .filter(({ id }) => (rows.get(id)?.missing ?? -1) >= 0)
        .map(({ id }) => entityId(kind, id))
        .filter((id) => !found.has(id) && !unchanged.has(id)),
    );
    return { found, unchanged, rows };
  }

  /** Of one kind each, for entities are asked for by type. */
  *#pages(spaceId: number, sweep: boolean): Generator<Page> {
    const space = this.#space(spaceId);
    let page: Readable[] = [];
    for (const readable of sweep ? this.#all(space) : this.#touched(space)) {
      const isFull = page.length >= Math.min(pageSize, this.#broker.namesPerPage);
      if (page.length > 0 && (isFull || page[0]?.kind !== readable.kind)) {
        yield page;
        page = [];
      }
      page.push(readable);
    }
    if (page.length > 0) yield page;
  }

  /** Records of the class, and those that were shown there once. By kind, which is how they are asked for. */
  #all(space: Space): Readable[] {
    const known = this.#store.statements.all<{ id: string; kind: KindName }>(
      `SELECT id, kind FROM record WHERE visibility = ?
       UNION
       SELECT record_id, kind FROM sync_projection WHERE space = ? AND kind <> ''
       ORDER BY kind, id`,
      space.class,
      space.id,
    );
    return [...known.filter(({ kind }) => readableKinds.includes(kind)), ...this.#guesses(space)];
  }

  /**
   * Records that were said to the tenant once and are not its own any more, without this device knowing of an entity: one
   * may stand there all the same, when whoever wrote it has come back from a backup, or the broker from its own.
   */
  #guesses(space: Space): Readable[] {
    const rows = this.#store.statements.all<{ id: string; kind: KindName | null }>(
      `SELECT gone.id, record.kind FROM (
         SELECT operation.record_id AS id FROM sync_redaction
         JOIN operation ON operation.id = sync_redaction.operation_id WHERE sync_redaction.space = ?
         UNION SELECT operation.record_id FROM sync_operation
         JOIN operation ON operation.id = sync_operation.operation_id WHERE sync_operation.space = ?) AS gone
       LEFT JOIN record ON record.id = gone.id
       WHERE record.visibility IS NOT ?
         AND NOT EXISTS (SELECT 1 FROM sync_projection AS known WHERE known.space = ? AND known.record_id = gone.id
                         AND (known.kind <> '' OR known.missing >= ?))`,
      space.id,
      space.id,
      space.class,
      space.id,
      guessedOften,
    );
    return rows
      .flatMap(({ id, kind }) =>
        (kind ? [kind] : readableKinds).map((each) => ({ id, kind: each, isGuess: true })),
      )
      .filter(({ kind }) => readableKinds.includes(kind))
      .sort((one, other) => (one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0));
  }

  /** Also those whose entity could not be brought in step before, and those that name a record whose class changed. */
  #touched(space: Space): Readable[] {
    return this.#store.statements
      .all<{ id: string; kind: KindName }>(
        `SELECT record.id AS id, record.kind AS kind FROM record
         JOIN (SELECT record_id AS id FROM operation INDEXED BY operation_change WHERE change > ?
               UNION SELECT link.from_id FROM operation INDEXED BY operation_change
               CROSS JOIN link ON link.to_id = operation.record_id
               WHERE operation.change > ? AND operation.field = 'visibility'
         ) AS touched ON touched.id = record.id
         WHERE record.visibility = ? OR EXISTS (
           SELECT 1 FROM sync_projection WHERE space = ? AND record_id = record.id)
         UNION
         SELECT record_id, kind FROM sync_projection WHERE space = ? AND seen IS NULL AND missing <= 0 AND kind <> ''
         ORDER BY kind, id`,
        space.projected,
        space.projected,
        space.class,
        space.id,
        space.id,
      )
      .filter(({ kind }) => readableKinds.includes(kind));
  }

  #isPending(space: Space, recordId: string): boolean {
    return (
      this.#store.statements.get(
        `SELECT 1 FROM operation JOIN change ON change.sequence = operation.change
         WHERE operation.record_id = ? AND operation.change > ? AND change.origin <> 'bundled' LIMIT 1`,
        recordId,
        space.scanned,
      ) !== undefined
    );
  }

  /** Records that may say something else since they were written last. */
  #touchedIds(space: Space): Set<string> {
    const rows = this.#store.statements.all<{ id: string }>(
      // The latest operations first: SQLite would look through all links, or all operations, for the few that are new.
      `SELECT record_id AS id FROM operation INDEXED BY operation_change WHERE change > ?
       UNION SELECT link.from_id FROM operation INDEXED BY operation_change
       CROSS JOIN link ON link.to_id = operation.record_id
       WHERE operation.change > ?`,
      space.projected,
      space.projected,
    );
    return new Set(rows.map(({ id }) => id));
  }

  #space(id: number): Space {
    return readSpace(this.#store.statements, id);
  }
}

interface Readable {
  readonly id: string;
  readonly kind: KindName;
  /** Asked for under every kind, because its own is not known. */
  readonly isGuess?: boolean;
}

/** Entities of one kind that are read together. */
type Page = readonly Readable[];

/** What stands of a page at the broker, and what this device remembers of it. */
interface Standing extends StandingEntities {
  readonly rows: ReadonlyMap<string, ProjectionRow>;
}

const nothingKnown: ReadonlyMap<string, string> = new Map();

const digests = new WeakMap<StandingEntity, string>();

/** Worked out once for each answer, however often it is asked about. */
function digestOf(entity: StandingEntity): string {
  const known = digests.get(entity);
  if (known !== undefined) return known;
  const made = digest(canonicalJson(entity.raw));
  digests.set(entity, made);
  return made;
}
