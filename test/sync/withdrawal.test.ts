import { describe, expect, it, onTestFinished } from 'vitest';
import { syncRules } from '#core/sync/syncRules.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { Device } from './simulation/device.ts';
import { FaultyNetwork } from './simulation/faultyNetwork.ts';
import { Random } from './simulation/random.ts';
import { SimulatedBroker } from './simulation/simulatedBroker.ts';

function world() {
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
  const exchange = async (...devices: readonly Device[]) => {
    for (const each of [...devices, ...devices]) {
      const [result] = await network.during([each.sync()]);
      if (result?.status === 'rejected') throw result.reason;
    }
  };
  return { broker, directory, device, exchange };
}

describe('a value that was withdrawn from a tenant', () => {
  it('is said again when the record is widened, although the broker was rolled back to before it all', async () => {
    const { broker, device, exchange } = world();
    const [a, b] = [device('a'), device('b')];
    const empty = broker.snapshot();
    const { id } = a.writer.create('missionNote', { title: 'Kept', visibility: 'public' }, a.context);
    await exchange(a);
    a.writer.patch(id, { visibility: 'government' }, a.context);
    await exchange(a);
    broker.rollBack(empty);
    a.writer.patch(id, { visibility: 'public' }, a.context);
    await exchange(a, b);
    expect(b.record(id)).toMatchObject({ title: { en: 'Kept' }, visibility: 'public' });
  });

  it('is erased also from a copied profile that keeps the record to itself', async () => {
    const { directory, device, exchange } = world();
    const a = device('a');
    const { id } = a.writer.create('contact', { name: 'Somchai', visibility: 'government' }, a.context);
    await exchange(a);
    a.writer.patch(id, { visibility: 'private' }, a.context);
    await exchange(a);
    a.copyTo(`${directory}/copy.db`);
    const copy = device('copy');
    expect(copy.record(id)).toMatchObject({ visibility: 'private' });
    eraseRecord(a.store, id);
    await exchange(a, copy);
    expect(copy.record(id)).toBeUndefined();
    expect(copy.store.statements.all('SELECT 1 FROM operation WHERE value LIKE ?', '%Somchai%')).toEqual([]);
  });
});
