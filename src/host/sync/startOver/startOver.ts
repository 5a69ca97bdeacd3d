import { randomUUID } from 'node:crypto';
import { MusubiError } from '#core/errors/musubiError.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { type SyncClass, syncClasses } from '#core/sync/syncClass.ts';
import type { HostServices } from '#host/services.ts';
import { type BackupResult, backupRegistry } from '#host/system/backup.ts';
import { backupIntoFolder } from '#host/system/backupFolder.ts';
import { requestedBroker } from '../requestedBroker.ts';
import { forgetSlot, leaveSlot, openSpace, readPositions, readSpace } from '../space.ts';
import { asRefusal, type SyncRequest } from '../syncService.ts';
import { type Difference, differenceOf, type Unsent, unsentHere, unsentOperations } from './difference.ts';
import { withEndpointCopy } from './endpointCopy.ts';
import { discardable, takeBack } from './takeBack.ts';

/** What a person has to have seen before starting over. */
export interface StartOverPlan {
  readonly ticket: string;
  readonly endpoint: string;
  /** Written, opened again and checked. */
  readonly backup: BackupResult;
  readonly difference: Difference;
  /** How many of the unsent changes could be discarded; the others are sent in any case. */
  readonly discardable: number;
  /** Tenants that this sign-in may not read, which stay as they are. */
  readonly refused: readonly SyncClass[];
}

export type UnsentChoice = 'send' | 'discard';

interface Prepared {
  readonly plan: StartOverPlan;
  readonly endpointId: number;
  readonly classes: readonly SyncClass[];
  readonly discardable: readonly Unsent[];
}

/** Only the latest comparison counts; a new one takes its place, and the end of the program forgets it. */
const prepared = new WeakMap<HostServices, Prepared>();

/**
 * Makes a verified backup and compares this device with the whole of what the endpoint holds. Changes nothing, here or there.
 * @param backupFile where the backup goes; the backups folder when not given
 * @throws MusubiError what a backup can be refused for, before the endpoint is asked anything; ENDPOINT_UNREACHABLE,
 *   ENDPOINT_REFUSED, CANCELLED
 */
export async function prepareStartOver(
  services: HostServices,
  request: SyncRequest,
  backupFile?: string,
): Promise<StartOverPlan> {
  const { store, options, heldKey } = services;
  prepared.delete(services);
  const { address, broker, endpoint } = requestedBroker(store, request);
  const backup =
    backupFile === undefined
      ? await backupIntoFolder(services)
      : await backupRegistry(store, options.dataDirectory, heldKey.vault, backupFile);
  const checkCancelled = () => {
    if (request.signal?.aborted) throw new MusubiError('CANCELLED');
  };
  try {
    return await withEndpointCopy(store, options.dataDirectory, broker, checkCancelled, (copy) => {
      const unsent = unsentOperations(store, copy.store, endpoint.id);
      const going = discardable(store, unsent);
      const plan: StartOverPlan = {
        ticket: randomUUID(),
        endpoint: address,
        backup,
        difference: differenceOf(store, copy, unsent),
        discardable: new Set(going.map(({ change }) => change)).size,
        refused: syncClasses.filter((tenant) => !copy.classes.includes(tenant)),
      };
      prepared.set(services, { plan, endpointId: endpoint.id, classes: copy.classes, discardable: going });
      return plan;
    });
  } catch (cause) {
    checkCancelled();
    throw cause instanceof EndpointFailure ? asRefusal(cause, address) : cause;
  }
}

/**
 * Forgets what this device knows of the endpoint, in one transaction, and stands to it as a new device: the next exchange
 * reads everything from the first change on and sends what does not stand there. Nothing is deleted at the endpoint.
 * @param unsent `discard` takes out of the log what was shown as never sent; what was written since is sent all the same
 * @throws MusubiError SYNC_START_OVER_LOST unless the ticket is that of the latest comparison
 */
export function startOver(services: HostServices, ticket: string, unsent: UnsentChoice) {
  const { store, actor } = services;
  const known = prepared.get(services);
  if (known?.plan.ticket !== ticket) throw new MusubiError('SYNC_START_OVER_LOST');
  store.write(() => {
    const going = unsent === 'discard' ? discardable(store, stillUnsent(services, known)) : [];
    for (const tenant of known.classes) {
      const { id } = openSpace(store.statements, known.endpointId, tenant);
      leaveSlot(store.statements, readSpace(store.statements, id));
      for (const { slot } of readPositions(store.statements, id)) forgetSlot(store.statements, id, slot);
    }
    if (going.length > 0) takeBack(store, going, actor);
  });
  prepared.delete(services);
}

/** An exchange may have sent some of them since they were shown. */
function stillUnsent({ store }: HostServices, { discardable: shown, endpointId }: Prepared): Unsent[] {
  const unsent = new Set(unsentHere(store, endpointId).map(({ id }) => id));
  return shown.filter(({ id }) => unsent.has(id));
}
