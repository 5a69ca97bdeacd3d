import type { BrokerPort, LedgerEntity } from '#core/sync/brokerPort.ts';
import { numbersOfPage } from '#core/sync/pages.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import { changeId, changeType } from '#core/sync/wireIds.ts';

/** Questions under way at the same time; more gains little, and a broker serves others too. */
const mostAhead = 4;

/**
 * Characters of changes that are applied in one transaction, beyond the page that exceeds them: some 2,000 edits. A record
 * that many of them touch is written once; whoever works in the window meanwhile waits for as long as it takes.
 */
const mostTogether = 2 * 1024 * 1024;

function textSize(entities: Iterable<LedgerEntity>): number {
  let size = 0;
  for (const { text } of entities) size += text?.length ?? 0;
  return size;
}

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

  /**
   * Joins the pages after `position` to what was found so far, each only if the broker still says the same of the change
   * before it. Ends with the first that cannot be read; it is asked for again.
   * @returns whether the last page was full, so that more may follow
   */
  async join(position: number, found: Map<number, LedgerEntity>): Promise<boolean> {
    let last = position;
    let size = textSize(found.values());
    while (size < mostTogether) {
      this.expect(last);
      const page = await this.read(last).catch(() => undefined);
      const anchor = page?.answer.get(changeId(this.#slot, last));
      if (!page || anchor?.facts.hash !== found.get(last)?.facts.hash) break;
      for (;;) {
        const entity = page.answer.get(changeId(this.#slot, last + 1));
        if (!entity) break;
        last += 1;
        found.set(last, entity);
      }
      size += textSize(page.answer.values());
      if (last !== page.numbers.at(-1)) return false;
    }
    return true;
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
