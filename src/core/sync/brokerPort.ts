import type { Entity } from '../ngsi-ld/entity.ts';
import type { StandingEntity } from './readable.ts';
import type { SyncClass } from './syncClass.ts';

/** An entity of the ledger, whatever the dialect. */
export interface LedgerEntity {
  readonly id: string;
  readonly type: string;
  /** Short plain values: numbers and letters and digits only, which every broker takes. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Long free text, if the type has it. */
  readonly text?: string;
}

/** Readable entities as they stand at a broker. */
export interface StandingEntities {
  /** By id. */
  readonly found: ReadonlyMap<string, StandingEntity>;
  /** Ids of those that came word for word as before. */
  readonly unchanged: ReadonlySet<string>;
}

/**
 * The little that the protocol asks of a broker: create if absent, read by name, and replace one text. What other users
 * read is written as a whole entity each.
 * Every method throws EndpointFailure; none changes anything on this device.
 */
export interface BrokerPort {
  /** How many names one question may have; goes down when the broker refuses. */
  readonly namesPerPage: number;
  /** @returns false when there is such an entity already, or nobody can say what happened */
  create(tenant: SyncClass, entity: LedgerEntity): Promise<boolean>;
  /**
   * Creates those that are not there and leaves the others alone, with one request, where the dialect can. What came of
   * each shows when it is read: nothing may have, and the request may have been done although the answer was lost.
   */
  createMany(tenant: SyncClass, entities: readonly LedgerEntity[]): Promise<void>;
  /** Those of the named entities that the broker shows. Absence means nothing. */
  readMany(tenant: SyncClass, type: string, ids: readonly string[]): Promise<Map<string, LedgerEntity>>;
  /** One entity; undefined when the broker says that it is not there. */
  readOne(tenant: SyncClass, type: string, id: string): Promise<LedgerEntity | undefined>;
  replaceText(tenant: SyncClass, type: string, id: string, text: string): Promise<void>;
  /** Takes an entity away; one that is not there is no failure. */
  remove(tenant: SyncClass, type: string, id: string): Promise<void>;
  /**
   * Those of the named readable entities that the broker shows. Absence means nothing.
   * @param known ids of entities by the digest of the text in which each came before (`StandingEntity.answer`)
   */
  readEntities(
    tenant: SyncClass,
    type: string,
    ids: readonly string[],
    known: ReadonlyMap<string, string>,
  ): Promise<StandingEntities>;
  /** Creates those that are not there and leaves the others alone; what came of each shows when it is read. */
  createEntities(tenant: SyncClass, entities: readonly Entity[]): Promise<void>;
  /**
   * Puts the entity in the place of the one of its id, as a whole.
   * @param kept attributes that are not ours, as `StandingEntity.raw` has them
   */
  replaceEntity(tenant: SyncClass, entity: Entity, kept: Readonly<Record<string, unknown>>): Promise<void>;
}
