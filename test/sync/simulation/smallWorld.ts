import { onTestFinished } from 'vitest';
import type { SyncClass } from '#core/sync/syncClass.ts';
import { syncRules } from '#core/sync/syncRules.ts';
import type { SpaceOutcome } from '#host/sync/syncRound.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { Device } from './device.ts';
import { FaultyNetwork } from './faultyNetwork.ts';
import { Random } from './random.ts';
import { SimulatedBroker } from './simulatedBroker.ts';

/** Devices and a broker between which nothing fails, for one course of events that a test sets out itself. */
export function smallWorld() {
  const broker = new SimulatedBroker('ngsi-ld');
  const network = new FaultyNetwork(broker, new Random(1));
  const directory = temporaryDirectory();
  const device = (name: string) => {
    const made = new Device({
      name,
      directory,
      dialect: 'ngsi-ld',
      network,
      rules: syncRules,
      namesPerPage: 100,
      killNow: () => false,
      onSend: () => {},
    });
    onTestFinished(() => made.close());
    return made;
  };
  const sync = async (each: Device, classes?: readonly SyncClass[]): Promise<SpaceOutcome[]> => {
    const [result] = await network.during([each.sync(classes)]);
    if (result?.status === 'rejected') throw result.reason;
    return result?.value ?? [];
  };
  /** Everybody twice: the second time brings what the later ones sent. */
  const exchange = async (...devices: readonly Device[]) => {
    for (const each of [...devices, ...devices]) await sync(each);
  };
  return { broker, directory, device, sync, exchange };
}
