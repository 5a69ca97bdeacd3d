import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';
import type { ConnectionTest, ConnectionTestStep, SyncConnection } from '#contract/syncSchemas.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import { changeId, changeType, deviceId, deviceType } from '#core/sync/wireIds.ts';
import { codeOf, connectionFailure } from '../http/connectionFailure.ts';
import type { Fetch } from '../http/endpointClient.ts';
import type { Authorisation } from '../signIn/authorisation.ts';
import { authorisedFetch } from '../signIn/authorisedFetch.ts';
import { makeBroker } from './makeBroker.ts';

const timeoutMilliseconds = 15_000;
const tolerableMinutes = 5;

/**
 * Tries a connection step by step and says at which one it fails. Only reads at the endpoint; whether its tenants may
 * be written to shows with the first exchange.
 * @param connection checked before, see checkedConnection()
 */
export async function testConnection(
  connection: SyncConnection,
  authorisation: Authorisation,
  fetch: Fetch,
): Promise<ConnectionTest> {
  const steps: ConnectionTestStep[] = [];
  const url = new URL(connection.address);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const passed = (step: ConnectionTestStep['step'], found?: string) =>
    steps.push({ step, outcome: 'passed', ...(found ? { found } : {}) });
  const finish = (): ConnectionTest => ({
    ok: steps.every(({ outcome }) => outcome !== 'failed'),
    steps,
  });
  const failed = (step: ConnectionTestStep['step'], failure: EndpointFailure): ConnectionTest => {
    steps.push({ step, outcome: 'failed', failure: described(failure) });
    return finish();
  };

  passed('address', url.host);
  try {
    const found = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
    passed('name', found.slice(0, 2).join(', '));
  } catch (cause) {
    return failed('name', new EndpointFailure('unreachable', codeOf(cause)));
  }
  try {
    await openSocket(connectPlain({ host, port }), 'connect');
    passed('connect', `${host}:${port}`);
  } catch (cause) {
    return failed('connect', new EndpointFailure('unreachable', codeOf(cause) || 'ETIMEDOUT'));
  }
  if (url.protocol === 'https:') {
    try {
      const socket = connectEncrypted({ host, port, ...(isIP(host) ? {} : { servername: host }) });
      await openSocket(socket, 'secureConnect');
      passed('encryption');
    } catch (cause) {
      return failed('encryption', new EndpointFailure('insecure', codeOf(cause) || 'TLS'));
    }
  } else {
    steps.push({ step: 'encryption', outcome: 'skipped' });
  }
  try {
    const headers = await authorisation.headers();
    if (Object.keys(headers).length > 0) passed('signIn');
    else steps.push({ step: 'signIn', outcome: 'skipped' });
  } catch (cause) {
    return failed('signIn', asFailure(cause));
  }

  let clock: string | undefined;
  const parts = {
    fetch: authorisedFetch(fetch, authorisation),
    timeoutMilliseconds,
    onDate: (date: string) => {
      clock = date;
    },
  };
  const broker = makeBroker(connection, parts);
  const answers = await Promise.all(
    syncClasses.map(async (tenant) => ({
      tenant,
      failure: await failureOf(() => broker.readMany(tenant, deviceType, [deviceId(1)])),
    })),
  );
  const [unknown] = answers.flatMap(({ failure }) => failure ?? []);
  const isAll = answers.every(({ failure }) => failure !== undefined);
  if (isAll && unknown) {
    if (unknown.kind === 'unauthorised') {
      // The endpoint does not take what the sign-in gave.
      const at = steps.findIndex(({ step }) => step === 'signIn');
      steps.splice(at);
      return failed('signIn', unknown);
    }
    if (unknown.kind === 'notBroker' && (await speaksOther(connection, parts))) {
      steps.push({
        step: 'dialect',
        outcome: 'failed',
        failure: described(unknown),
        found: connection.dialect === 'ngsi-ld' ? 'ngsi-v2' : 'ngsi-ld',
      });
      return finish();
    }
    if (unknown.kind !== 'forbidden') return failed('dialect', unknown);
  }
  passed('dialect', connection.dialect);
  for (const { tenant, failure } of answers) {
    steps.push({
      step: 'tenant',
      tenant,
      found: connection.tenants[tenant],
      outcome: failure === undefined ? 'passed' : isAll ? 'failed' : 'warning',
      ...(failure ? { failure: described(failure) } : {}),
    });
  }
  const usable = answers.find(({ failure }) => failure === undefined)?.tenant;
  if (!usable) return finish();
  const names = Array.from({ length: connection.namesPerPage }, (_name, index) => changeId(1, index + 1));
  const failure = await failureOf(() => broker.readMany(usable, changeType, names));
  if (failure) return failed('pageLimit', failure);
  steps.push({
    step: 'pageLimit',
    outcome: broker.namesPerPage < connection.namesPerPage ? 'warning' : 'passed',
    found: String(broker.namesPerPage),
  });
  const minutes = clock === undefined ? 0 : Math.round((Date.now() - Date.parse(clock)) / 60_000);
  steps.push({
    step: 'clock',
    outcome: Math.abs(minutes) > tolerableMinutes ? 'warning' : 'passed',
    found: String(minutes),
  });
  return finish();
}

async function speaksOther(connection: SyncConnection, parts: Parameters<typeof makeBroker>[1]) {
  const other: SyncConnection = {
    ...connection,
    dialect: connection.dialect === 'ngsi-ld' ? 'ngsi-v2' : 'ngsi-ld',
  };
  const broker = makeBroker(other, parts);
  return (await failureOf(() => broker.readMany('public', deviceType, [deviceId(1)]))) === undefined;
}

async function failureOf(work: () => Promise<unknown>): Promise<EndpointFailure | undefined> {
  try {
    await work();
    return undefined;
  } catch (cause) {
    return asFailure(cause);
  }
}

function asFailure(cause: unknown): EndpointFailure {
  const failure = connectionFailure(cause);
  if (!failure) throw cause;
  return failure;
}

function described({ kind, message, status }: EndpointFailure) {
  return { kind, reason: message, ...(status === undefined ? {} : { status }) };
}

async function openSocket(socket: ReturnType<typeof connectPlain>, event: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(event, () => resolve());
      socket.once('error', reject);
      socket.setTimeout(timeoutMilliseconds, () =>
        reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
      );
    });
  } finally {
    socket.destroy();
  }
}
