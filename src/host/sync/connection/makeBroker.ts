import type { SyncConnection } from '#contract/syncSchemas.ts';
import type { BrokerPort } from '#core/sync/brokerPort.ts';
import { NgsiLdBroker } from '../brokers/ngsiLdBroker.ts';
import { NgsiV2Broker } from '../brokers/ngsiV2Broker.ts';
import { EndpointClient, type Fetch } from '../http/endpointClient.ts';
import { brokerOptionsOf } from './connectionSettings.ts';

interface BrokerParts {
  readonly fetch: Fetch;
  readonly timeoutMilliseconds?: number;
  readonly onDate?: (date: string) => void;
}

/** A broker for a connection, outside of any exchange. */
export function makeBroker(connection: SyncConnection, parts: BrokerParts): BrokerPort {
  const client = new EndpointClient({ address: connection.address, authorisation: () => ({}), ...parts });
  const options = brokerOptionsOf(connection);
  return connection.dialect === 'ngsi-ld'
    ? new NgsiLdBroker(client, options)
    : new NgsiV2Broker(client, options);
}
