import { describe, expect, test } from 'vitest';
import { EndpointClient, type Fetch, type HttpAnswer } from '../http/endpointClient.ts';
import { defaultOptions } from './brokerOptions.ts';
import { NgsiV2Broker } from './ngsiV2Broker.ts';

const answer = (status: number): HttpAnswer => ({ status, headers: new Headers(), body: null });
const entities = Array.from({ length: 10 }, (_, index) => ({
  id: `urn:ngsi-ld:City:${index}`,
  type: 'City',
}));

/** A broker whose answers are given by hand: one for each request, in the order in which they came. */
function brokerByHand() {
  const waiting: ((answer: HttpAnswer) => void)[] = [];
  const fetch: Fetch = () => new Promise((resolve) => waiting.push(resolve));
  const client = new EndpointClient({ address: 'http://127.0.0.1:1', fetch, authorisation: () => ({}) });
  return { broker: new NgsiV2Broker(client, defaultOptions('ngsi-v2')), waiting };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('entities that are created several at a time', () => {
  test('are all sent, and one that stands already is no failure', async () => {
    const { broker, waiting } = brokerByHand();
    const created = broker.createEntities('public', entities);
    let sent = 0;
    while (sent < entities.length) {
      await turn();
      for (const next of waiting.splice(0)) next(answer(sent++ === 3 ? 422 : 201));
    }
    await expect(created).resolves.toBeUndefined();
    expect(waiting).toEqual([]);
  });

  test('after a failure nothing more is sent, and what is on its way is waited for', async () => {
    const { broker, waiting } = brokerByHand();
    let ended = false;
    const created = broker.createEntities('public', entities).finally(() => {
      ended = true;
    });
    created.catch(() => {});
    await turn();
    const [first, ...others] = waiting.splice(0);
    expect(others.length).toBeGreaterThan(0);
    first?.(answer(403));
    await turn();
    expect(ended).toBe(false);
    for (const next of others) next(answer(201));
    await expect(created).rejects.toMatchObject({ kind: 'forbidden' });
    expect(waiting).toEqual([]);
  });
});
