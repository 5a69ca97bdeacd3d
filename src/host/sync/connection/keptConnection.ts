import type { HostServices } from '#host/services.ts';
import { fileChoice, largestFileBytes } from '../files/fileChoice.ts';
import { systemFetch } from '../http/systemFetch.ts';
import { authorisedFetch } from '../signIn/authorisedFetch.ts';
import type { SyncRequest } from '../syncService.ts';
import { brokerOptionsOf, readConnection } from './connectionSettings.ts';
import { makeAuthorisation } from './makeAuthorisation.ts';
import { SecretStore } from './secretStore.ts';

/**
 * The connection that was set up for this registry, as a request to sync with it; empty when there is none.
 * @param otherToken whether a token comes from elsewhere, so that the kept authorisation is left alone
 * @param withFiles attached files now, or not now, whatever the connection says; as it says when undefined
 */
export async function keptConnectionRequest(
  { store, options }: HostServices,
  otherToken: string | undefined,
  withFiles?: boolean,
): Promise<SyncRequest> {
  const connection = readConnection(store);
  if (!connection) return {};
  const { address, dialect } = connection;
  const request = {
    address,
    dialect,
    options: brokerOptionsOf(connection),
    largestBody: connection.bodyKilobytes * 1024,
    files:
      withFiles === false
        ? { transfer: false, largestBytes: largestFileBytes(connection) }
        : await fileChoice(connection, withFiles === true),
  };
  if (otherToken !== undefined) return request;
  const secrets = new SecretStore(store, options.shell.keyVault);
  const authorisation = await makeAuthorisation(connection, secrets);
  return { ...request, fetch: authorisedFetch(systemFetch, authorisation) };
}
