import type { Fetch, HttpAnswer } from '#host/sync/http/endpointClient.ts';
import type { Random } from './random.ts';
import { answer, type BrokerRequest, type SimulatedBroker } from './simulatedBroker.ts';

export const networkFaults = [
  'lostRequest',
  'lostAnswer',
  'ambiguous5xx',
  'busy',
  'duplicate',
  'partialRead',
  'shuffledRead',
  'strangers',
  'cutAnswer',
  'tokenExpired',
  'killedInFlight',
] as const;
export type NetworkFault = (typeof networkFaults)[number];

interface Waiting {
  readonly run: () => void;
}

class ConnectionReset extends TypeError {
  readonly code = 'ECONNRESET';
}

/** Requests of all devices wait here; one after another is let through, in an order that the seed decides. */
export class FaultyNetwork {
  /** 0 … 1: how likely something goes wrong with one request. */
  severity = 0;
  /** A broker that shows parts of many results, as those do whose parts are not in step. */
  showsParts = false;
  readonly counts: Record<string, number> = {};
  readonly #broker: SimulatedBroker;
  readonly #random: Random;
  readonly #waiting: Waiting[] = [];

  constructor(broker: SimulatedBroker, random: Random) {
    this.#broker = broker;
    this.#random = random;
  }

  count(fault: string) {
    this.counts[fault] = (this.counts[fault] ?? 0) + 1;
  }

  /**
   * @param onSend sees every request as it leaves the device
   * @param kill ends the device's process in the middle of a request
   */
  fetchFor(device: {
    onSend: (request: BrokerRequest) => void;
    kill: () => void;
    tokenValid: boolean;
  }): Fetch {
    return (url, { method, headers, body }) =>
      new Promise((resolve, reject) => {
        const request = { method, url, headers, body: body ? Buffer.from(body).toString('utf8') : '' };
        device.onSend(request);
        this.#waiting.push({
          run: () => {
            try {
              resolve(this.#deliver(request, device));
            } catch (cause) {
              reject(cause);
            }
          },
        });
      });
  }

  /** Lets requests through until the work is done. */
  async during<Result>(work: readonly Promise<Result>[]): Promise<PromiseSettledResult<Result>[]> {
    let done = false;
    const settled = Promise.allSettled(work).finally(() => {
      done = true;
    });
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return settled;
      if (this.#waiting.length === 0) continue;
      const [next] = this.#waiting.splice(this.#random.below(this.#waiting.length), 1);
      next?.run();
    }
  }

  #deliver(request: BrokerRequest, device: { kill: () => void; tokenValid: boolean }): HttpAnswer {
    const random = this.#random;
    if (!device.tokenValid) return answer(401, { title: 'Unauthorized' });
    if (this.showsParts && request.method === 'GET' && random.chance(0.4)) {
      this.count('partialRead');
      return this.#altered(request, (found) => random.shuffled(found.filter(() => random.chance(0.6))));
    }
    if (!random.chance(this.severity)) return this.#broker.handle(request);
    const fault = random.pick(networkFaults);
    this.count(fault);
    switch (fault) {
      case 'lostRequest':
        throw new ConnectionReset('lost');
      case 'lostAnswer':
        this.#broker.handle(request);
        throw new ConnectionReset('lost');
      case 'ambiguous5xx':
        if (random.chance(0.5)) this.#broker.handle(request);
        return answer(random.pick([500, 502, 503, 504]), { title: 'Something' });
      case 'busy':
        return answer(429, {}, { 'retry-after': '7' });
      case 'duplicate':
        if (request.method !== 'GET') this.#broker.handle(request);
        return this.#broker.handle(request);
      case 'partialRead':
        return this.#altered(request, (found) => found.filter(() => random.chance(0.6)));
      case 'shuffledRead':
        return this.#altered(request, (found) => random.shuffled(found));
      case 'strangers':
        return this.#altered(request, (found) => [
          ...found,
          { id: 'urn:ngsi-ld:RegistryChange:0001:00000999', type: 'RegistryChange', hash: { value: 'x' } },
          { id: 'urn:other:thing', type: 'Thing' },
        ]);
      case 'cutAnswer': {
        const { status, headers } = this.#broker.handle(request);
        return { status, headers, body: cut() };
      }
      case 'tokenExpired':
        device.tokenValid = false;
        return answer(401, { title: 'Unauthorized' });
      case 'killedInFlight':
        if (random.chance(0.5)) this.#broker.handle(request);
        device.kill();
        throw new ConnectionReset('killed');
    }
  }

  #altered(request: BrokerRequest, change: (found: unknown[]) => unknown[]): HttpAnswer {
    const given = this.#broker.handle(request);
    if (request.method !== 'GET' || !request.url.includes('id=')) return given;
    return {
      ...given,
      body: (async function* () {
        let text = '';
        for await (const part of given.body ?? []) text += Buffer.from(part).toString('utf8');
        yield Buffer.from(JSON.stringify(change(JSON.parse(text) as unknown[])));
      })(),
    };
  }
}

async function* cut(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('[{"id":"urn');
  throw new ConnectionReset('cut');
}
