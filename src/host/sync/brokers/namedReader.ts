import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import type { EndpointClient } from '../http/endpointClient.ts';

/** A broker that takes fewer names at once says so in one of these ways, or with an answer beyond our limit. */
const tooManyNames = [400, 413, 414, 431];

/** Reads entities by name, in pages that the broker takes: halved whenever it refuses one, down to a single name. */
export class NamedReader {
  readonly #client: EndpointClient;
  /** Where the dialect lists entities. */
  readonly #path: string;
  #namesPerPage: number;

  constructor(client: EndpointClient, path: string, namesPerPage: number) {
    this.#client = client;
    this.#path = path;
    this.#namesPerPage = namesPerPage;
  }

  /** How many names the broker is asked for at once; less than at first when it took no more. */
  get namesPerPage(): number {
    return this.#namesPerPage;
  }

  /**
   * @param read takes an entity out of the answer; undefined for what is not one of that type
   * @returns those that were found, by id
   * @throws EndpointFailure
   */
  async read<Found extends { readonly id: string }>(
    headers: Readonly<Record<string, string>>,
    type: string,
    ids: readonly string[],
    read: (json: unknown, type: string) => Found | undefined,
  ): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    for (let at = 0; at < ids.length; ) {
      const page = ids.slice(at, at + this.#namesPerPage);
      try {
        for (const json of await this.#ask(headers, type, page)) {
          const entity = read(json, type);
          if (entity && page.includes(entity.id)) found.set(entity.id, entity);
        }
        at += page.length;
      } catch (cause) {
        if (!(cause instanceof EndpointFailure) || this.#namesPerPage === 1) throw cause;
        const refused = cause.kind === 'tooLarge' || tooManyNames.includes(cause.status ?? 0);
        if (!refused) throw cause;
        this.#namesPerPage = Math.max(1, Math.floor(Math.min(this.#namesPerPage, page.length) / 2));
      }
    }
    return found;
  }

  async #ask(
    headers: Readonly<Record<string, string>>,
    type: string,
    ids: readonly string[],
  ): Promise<readonly unknown[]> {
    const query = new URLSearchParams({ type, id: ids.join(','), limit: String(ids.length) });
    const { status, json } = await this.#client.request({
      method: 'GET',
      path: `${this.#path}?${query}`,
      headers,
      expected: [200, 404],
    });
    // 404: no tenant yet, because nothing has been created in it.
    if (status === 404) return [];
    if (!Array.isArray(json)) throw new EndpointFailure('notBroker', 'the answer is not a list');
    return json;
  }
}
