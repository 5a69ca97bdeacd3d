import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { digestOfBytes } from '../digest.ts';
import type { EndpointClient } from '../http/endpointClient.ts';
import { listMembers } from '../http/listMembers.ts';
import { decodeText, parseLimited } from '../http/readLimited.ts';

/** A broker that takes fewer names at once says so in one of these ways, or with an answer beyond our limit. */
const tooManyNames = [400, 413, 414, 431];

/** Takes an entity out of the answer; undefined for what is not one of that type. */
export type ReadEntity<Found> = (json: unknown, type: string) => Found | undefined;

export interface ReadAnew<Found> {
  /** Those that were found, by id, with the digest of the text in which each came. */
  readonly found: Map<string, Found & { readonly answer: string }>;
  /** Those that came word for word as they are known; they were not parsed. */
  readonly unchanged: Set<string>;
}

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
   * @returns those that were found, by id
   * @throws EndpointFailure
   */
  async read<Found extends { readonly id: string }>(
    headers: Readonly<Record<string, string>>,
    type: string,
    ids: readonly string[],
    read: ReadEntity<Found>,
  ): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    await this.#pages(headers, type, ids, (bytes, page) => {
      for (const json of parsedList(bytes)) {
        const entity = read(json, type);
        if (entity && page.has(entity.id)) found.set(entity.id, entity);
      }
    });
    return found;
  }

  /**
   * The same, but for what is known already.
   * @param known ids by the digest of the text in which they came when they were read before
   * @throws EndpointFailure
   */
  async readAnew<Found extends { readonly id: string }>(
    headers: Readonly<Record<string, string>>,
    type: string,
    ids: readonly string[],
    known: ReadonlyMap<string, string>,
    read: ReadEntity<Found>,
  ): Promise<ReadAnew<Found>> {
    const found = new Map<string, Found & { readonly answer: string }>();
    const unchanged = new Set<string>();
    await this.#pages(headers, type, ids, (bytes, page) => {
      for (const member of listMembers(bytes) ?? parsedList(bytes).map(asBytes)) {
        const answer = digestOfBytes(member);
        const id = known.get(answer);
        if (id !== undefined && page.has(id)) {
          unchanged.add(id);
          continue;
        }
        const entity = read(parseLimited(decodeText(member)), type);
        if (entity && page.has(entity.id)) found.set(entity.id, { ...entity, answer });
      }
    });
    return { found, unchanged };
  }

  /** @param take given the answer about each page, which may be asked for in smaller ones */
  async #pages(
    headers: Readonly<Record<string, string>>,
    type: string,
    ids: readonly string[],
    take: (bytes: Buffer, page: ReadonlySet<string>) => void,
  ): Promise<void> {
    for (let at = 0; at < ids.length; ) {
      const page = ids.slice(at, at + this.#namesPerPage);
      try {
        const bytes = await this.#ask(headers, type, page);
        if (bytes) take(bytes, new Set(page));
        at += page.length;
      } catch (cause) {
        if (!(cause instanceof EndpointFailure) || this.#namesPerPage === 1) throw cause;
        const refused = cause.kind === 'tooLarge' || tooManyNames.includes(cause.status ?? 0);
        if (!refused) throw cause;
        this.#namesPerPage = Math.max(1, Math.floor(Math.min(this.#namesPerPage, page.length) / 2));
      }
    }
  }

  /** @returns nothing while there is no tenant, because nothing has been created in it: then the broker answers 404 */
  async #ask(
    headers: Readonly<Record<string, string>>,
    type: string,
    ids: readonly string[],
  ): Promise<Buffer | undefined> {
    const query = new URLSearchParams({ type, id: ids.join(','), limit: String(ids.length) });
    const { bytes } = await this.#client.requestBytes({
      method: 'GET',
      path: `${this.#path}?${query}`,
      headers,
      expected: [200, 404],
    });
    return bytes;
  }
}

function parsedList(bytes: Buffer): readonly unknown[] {
  const json = parseLimited(decodeText(bytes));
  if (!Array.isArray(json)) throw new EndpointFailure('notBroker', 'the answer is not a list');
  return json;
}

function asBytes(json: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(json));
}
