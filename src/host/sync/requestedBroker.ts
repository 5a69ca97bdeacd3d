import { MusubiError } from '#core/errors/musubiError.ts';
import type { BrokerPort } from '#core/sync/brokerPort.ts';
import type { Store } from '#db/store.ts';
import { type BrokerOptions, defaultOptions } from './brokers/brokerOptions.ts';
import { NgsiLdBroker } from './brokers/ngsiLdBroker.ts';
import { NgsiV2Broker } from './brokers/ngsiV2Broker.ts';
import { type KnownEndpoint, lastEndpoint, openEndpoint } from './endpoints.ts';
import { endpointAddress } from './http/endpointAddress.ts';
import { EndpointClient } from './http/endpointClient.ts';
import { systemFetch } from './http/systemFetch.ts';
import type { SyncRequest } from './syncService.ts';

/**
 * The endpoint that a request names, or the one used last, and a broker to speak to it with.
 * @param onClock told how many seconds this device's clock is ahead, with every answer
 * @throws MusubiError WRONG_USAGE without an endpoint, INVALID_INPUT for an address that is none
 */
export function requestedBroker(
  store: Store,
  request: SyncRequest,
  onClock: (aheadSeconds: number) => void = () => {},
): { address: string; broker: BrokerPort; endpoint: KnownEndpoint } {
  const known = request.address === undefined ? lastEndpoint(store) : undefined;
  if (request.address === undefined && !known)
    throw new MusubiError('WRONG_USAGE', { reason: '--endpoint URL' });
  const address = endpointAddress(request.address ?? known?.address ?? '');
  const dialect = request.dialect ?? known?.dialect ?? 'ngsi-ld';
  const options: BrokerOptions = { ...defaultOptions(dialect), ...request.options };
  const endpoint = openEndpoint(store, address, dialect, options.servicePath);
  const client = new EndpointClient({
    address,
    fetch: request.fetch ?? systemFetch,
    authorisation: (): Readonly<Record<string, string>> =>
      request.token ? { authorization: `Bearer ${request.token}` } : {},
    ...(request.signal ? { signal: request.signal } : {}),
    onDate: (date) => onClock(Math.round((Date.now() - Date.parse(date)) / 1000)),
  });
  const plain = dialect === 'ngsi-ld' ? new NgsiLdBroker(client, options) : new NgsiV2Broker(client, options);
  return { address, broker: request.observe?.(plain, endpoint.id) ?? plain, endpoint };
}
