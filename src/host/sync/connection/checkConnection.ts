import type { SyncConnection } from '#contract/syncSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { syncClasses } from '#core/sync/syncClass.ts';
import { endpointAddress } from '../http/endpointAddress.ts';

export interface ConnectionProblem {
  /** A path into the connection, such as `tenants.member`. */
  readonly path: string;
  readonly reason:
    | 'required'
    | 'notSafeAddress'
    | 'notHeaderName'
    | 'notTenantName'
    | 'sameTenant'
    | 'notServicePath'
    | 'notPrintable'
    | 'outOfRange';
  readonly allowed?: readonly string[];
}

const headerName = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const tenantName = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;
/** Brokers of NGSIv2 fold case and take letters, digits and underscores only. */
const serviceName = /^[a-z0-9_]{1,50}$/;
const servicePath = /^(\/[A-Za-z0-9_]{1,50}){1,10}$/;
const printable = /^[\x20-\x7e]*$/;
export const namesLimits = [1, 1_000] as const;
export const bodyLimits = [16, 4_096] as const;
export const fileLimits = [1, 50] as const;
/** Headers that the connection itself needs. */
const taken = new Set(['host', 'authorization', 'x-auth-token', 'accept', 'content-type', 'content-length']);

/** Everything about a connection that cannot be right, whoever answers there. */
export function connectionProblems(connection: SyncConnection): ConnectionProblem[] {
  const problems: ConnectionProblem[] = [];
  const note = (path: string, reason: ConnectionProblem['reason'], allowed?: readonly string[]) =>
    problems.push({ path, reason, ...(allowed ? { allowed } : {}) });
  checkAddress('address', connection.address, note);
  if (!headerName.test(connection.tenantHeader) || taken.has(connection.tenantHeader.toLowerCase())) {
    note('tenantHeader', 'notHeaderName');
  }
  const names = new Map<string, string>();
  for (const tenant of syncClasses) {
    const name = connection.tenants[tenant];
    const pattern = connection.dialect === 'ngsi-v2' ? serviceName : tenantName;
    if (!pattern.test(name)) note(`tenants.${tenant}`, name === '' ? 'required' : 'notTenantName');
    // What only ministries may read would stand where everybody reads.
    else if (names.has(name.toLowerCase())) note(`tenants.${tenant}`, 'sameTenant');
    names.set(name.toLowerCase(), tenant);
  }
  if (connection.dialect === 'ngsi-v2' && connection.servicePath && !servicePath.test(connection.servicePath))
    note('servicePath', 'notServicePath');
  if (connection.authorisation === 'clientCredentials' || connection.authorisation === 'authorisationCode') {
    checkAddress('issuer', connection.issuer, note);
    if (connection.clientId === '') note('clientId', 'required');
    else if (!printable.test(connection.clientId)) note('clientId', 'notPrintable');
    if (!printable.test(connection.scope)) note('scope', 'notPrintable');
  }
  const within = (
    path: 'namesPerPage' | 'bodyKilobytes' | 'largestFileMegabytes',
    [least, most]: readonly [number, number],
  ) => {
    const value = connection[path];
    if (!Number.isInteger(value) || value < least || value > most)
      note(path, 'outOfRange', [`${least}–${most}`]);
  };
  within('namesPerPage', namesLimits);
  within('bodyKilobytes', bodyLimits);
  within('largestFileMegabytes', fileLimits);
  return problems;
}

/**
 * The connection with its addresses tidied.
 * @throws MusubiError INVALID_INPUT with every problem
 */
export function checkedConnection(given: SyncConnection): SyncConnection {
  const connection = {
    ...given,
    address: given.address.trim(),
    issuer: given.issuer.trim(),
    clientId: given.clientId.trim(),
    scope: given.scope.trim(),
    tenantHeader: given.tenantHeader.trim(),
    servicePath: given.servicePath.trim(),
  };
  const problems = connectionProblems(connection);
  if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { problems });
  return { ...connection, address: endpointAddress(connection.address) };
}

function checkAddress(
  path: string,
  address: string,
  note: (path: string, reason: ConnectionProblem['reason']) => void,
) {
  if (address === '') return note(path, 'required');
  try {
    endpointAddress(address);
  } catch {
    note(path, 'notSafeAddress');
  }
}
