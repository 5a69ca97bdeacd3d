import type { BrokerPort, LedgerEntity } from '#core/sync/brokerPort.ts';
import { numbersOfPage } from '#core/sync/pages.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import { changeId, changeType } from '#core/sync/wireIds.ts';

/** Questions under way at the same time; more gains little, and a broker serves others too. */
const mostAhead = 4;

/**
 * Asks for the pages that are likely to follow while one is being applied. A page is what the broker said about its names
 * at some time after the page before it was read, which is all that whoever applies it relies on.
 */
export class PagesAhead {
  readonly #broker: BrokerPort;
  readonly #tenant: SyncClass;
  readonly #slot: number;
  readonly #asked = new Map<
    number,
    { readonly size: number; readonly answer: Promise<Map<string, LedgerEntity>> }
  >();
  #depth = 0;

  constructor(broker: BrokerPort, tenant: SyncClass, slot: number) {
    this.#broker = broker;
    this.#tenant = tenant;
    this.#slot = slot;
  }

  /**
   * @param position the last number applied; 0 before the first
   * @throws EndpointFailure
   */
  async read(position: number): Promise<{ numbers: number[]; answer: Map<string, LedgerEntity> }> {
    const asked = this.#asked.get(position) ?? this.#ask(position);
    this.#asked.delete(position);
    return { numbers: numbersOfPage(position, asked.size), answer: await asked.answer };
  }

  /** The page was full: asks for the next ones, one more than after the last full page. */
  expect(position: number) {
    this.#depth = Math.min(this.#depth + 1, mostAhead);
    for (const known of this.#asked.keys()) if (known < position) this.#asked.delete(known);
    for (let count = 0, next = position; count < this.#depth; count++) {
      const asked = this.#asked.get(next) ?? this.#ask(next);
      this.#asked.set(next, asked);
      next += asked.size - 1;
    }
  }

  #ask(position: number) {
    const size = this.#broker.namesPerPage;
    const names = numbersOfPage(position, size).map((number) => changeId(this.#slot, number));
    const answer = this.#broker.readMany(this.#tenant, changeType, names);
    // One that nobody waits for any more has nothing to say.
    answer.catch(() => {});
    return { size, answer };
  }
}
