import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import { visibilities } from '#core/kinds/choices.ts';
import { filePartBytes, filePartType } from '#core/sync/fileParts.ts';
import { type SyncClass, syncClasses } from '#core/sync/syncClass.ts';
import { type SyncRules, syncRules } from '#core/sync/syncRules.ts';
import { Store } from '#db/store.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { makeScratchDirectory } from '#test/support/scratchDirectory.ts';
import { Device, Killed, key } from './device.ts';
import { FaultyNetwork } from './faultyNetwork.ts';
import { FileOracle } from './fileOracle.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { Oracle } from './oracle.ts';
import { Random } from './random.ts';
import { type BrokerRequest, SimulatedBroker, textOf } from './simulatedBroker.ts';

export interface HistoryResult {
  readonly seed: number;
  readonly operations: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Everything that did not hold; empty when all is well. */
  readonly problems: readonly string[];
}

const yearMilliseconds = 365 * 86_400_000;
const mostDevices = 4;
const settlingRounds = 14;

type Contents = ReturnType<MemoryFiles['snapshot']>;

/** What kind of histories are played. */
export interface World {
  /** Brokers whose operators never restore a backup. */
  readonly neverRolledBack?: boolean;
  /** Files are attached to records. */
  readonly files?: boolean;
  /** Gets the devices when all is done, to look for the cause of a failure. */
  readonly inspect?: (devices: readonly Device[], broker: SimulatedBroker) => void;
}

/** An empty registry file, made once and copied for every device. */
let template: string | undefined;

function templateFile(): string {
  if (!template) {
    const directory = makeScratchDirectory('musubi-simulation-');
    process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
    template = join(directory, 'template.db');
    const store = new Store({ path: template, key });
    store.database.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
  }
  return template;
}

/** Plays one history of several devices and a broker, everything in it decided by the seed. */
export async function runHistory(
  seed: number,
  rules: SyncRules = syncRules,
  world: World = {},
): Promise<HistoryResult> {
  const history = new History(seed, rules, world);
  const realNow = Date.now;
  Date.now = () => history.now();
  try {
    return await history.run();
  } finally {
    Date.now = realNow;
    history.dispose();
  }
}

class History {
  readonly #seed: number;
  readonly #rules: SyncRules;
  readonly #world: World;
  readonly #random: Random;
  readonly #directory = makeScratchDirectory('musubi-history-');
  readonly #broker: SimulatedBroker;
  readonly #network: FaultyNetwork;
  readonly #oracle: Oracle;
  readonly #fileOracle: FileOracle;
  readonly #devices: Device[] = [];
  readonly #backups: { readonly device: Device; readonly path: string; readonly files: Contents }[] = [];
  readonly #brokerBackups: string[] = [];
  readonly #problems: string[] = [];
  #time = 1_800_000_000_000;
  #active: Device | undefined;
  #tokens = 0;
  #names = 0;
  #files = 0;
  #calm = false;

  constructor(seed: number, rules: SyncRules, world: World) {
    this.#seed = seed;
    this.#rules = rules;
    this.#world = world;
    this.#random = new Random(seed);
    this.#broker = new SimulatedBroker(this.#random.chance(0.5) ? 'ngsi-ld' : 'ngsi-v2');
    this.#network = new FaultyNetwork(this.#broker, this.#random);
    this.#oracle = new Oracle(this.#broker);
    this.#fileOracle = new FileOracle(this.#broker);
  }

  /** Strictly increasing, so that no two stamps are alike and randomness never decides an order. */
  now(): number {
    this.#time += 7;
    return this.#time + (this.#active?.clockOffset ?? 0);
  }

  dispose() {
    for (const device of this.#devices) device.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async run(): Promise<HistoryResult> {
    const random = this.#random;
    this.#network.severity = random.pick([0, 0.05, 0.15, 0.3]);
    this.#network.showsParts = random.chance(0.3);
    for (let count = 2 + random.below(2); count > 0; count--) this.#join();
    for (let steps = 12 + random.below(24); steps > 0; steps--) await this.#step();
    await this.#settle();
    this.#world.inspect?.(this.#devices, this.#broker);
    return {
      seed: this.#seed,
      operations: this.#oracle.operations,
      faults: this.#network.counts,
      problems: [
        ...this.#problems,
        ...this.#oracle.problems(this.#devices),
        ...(this.#world.files
          ? this.#fileOracle.problems(this.#devices, this.#oracle.attachments(this.#devices))
          : []),
      ],
    };
  }

  async #step() {
    const random = this.#random;
    this.#time += random.below(60_000);
    const device = random.pick(this.#devices);
    const die = random.next();
    if (die < 0.38) this.#edit(device);
    else if (die < 0.65) await this.#sync([device]);
    else if (die < 0.75) await this.#sync(this.#devices.filter(() => random.chance(0.7)));
    else if (die < 0.77) await this.#sync([device, device], 'twoWindows');
    else if (die < 0.79) this.#skewClock(device);
    else if (die < 0.83) this.#backUp(device);
    else if (die < 0.86) this.#restore();
    else if (die < 0.88) await this.#copy(device);
    else if (die < 0.91) this.#brokerBackups.push(this.#broker.snapshot());
    else if (die < 0.93) this.#rollBackBroker();
    else if (die < 0.99) this.#editFromOutside();
    else if (this.#devices.length < mostDevices) this.#join();
  }

  #join() {
    const name = `device${++this.#names}`;
    copyFileSync(templateFile(), join(this.#directory, `${name}.db`));
    this.#devices.push(this.#device(name));
  }

  #device(name: string, files?: Contents): Device {
    return new Device({
      name,
      files: this.#world.files ? new MemoryFiles(key, files) : undefined,
      transfersFiles: () => this.#calm || this.#random.chance(0.8),
      directory: this.#directory,
      dialect: this.#broker.dialect,
      network: this.#network,
      rules: this.#rules,
      namesPerPage: this.#random.pick([2, 3, 5, 100]),
      readable: () => (this.#calm || this.#random.chance(0.5) ? 'sweep' : 'touched'),
      killNow: () => !this.#calm && this.#random.chance(this.#network.severity / 12),
      onSend: (device, request) => this.#inspect(device, request),
    });
  }

  #inspect(device: Device, request: BrokerRequest) {
    this.#lookForLeak(device, request);
    if (this.#calm || !this.#random.chance(0.01)) return;
    this.#network.count('editedMeanwhile');
    this.#permitStanding(device);
    this.#edit(device);
  }

  #lookForLeak(device: Device, request: BrokerRequest) {
    if (request.body === '') return;
    const { body, id, type } = JSON.parse(request.body) as { body?: unknown; id?: string; type?: string };
    if (type === filePartType && id !== undefined) {
      this.#network.count('filePart');
      const leak = this.#fileOracle.leak(device, this.#broker.tenantOf(request), id);
      if (leak) this.#problems.push(leak);
      return;
    }
    const text = `${request.body} ${textOf(body)}`;
    const leak = this.#oracle.leak(device, this.#broker.tenantOf(request), text);
    if (leak) this.#problems.push(leak);
  }

  /** What stands now may be on its way already when an edit, or another window, replaces it. */
  #permitStanding(device: Device) {
    for (const { id } of device.view.statements.all<{ id: string }>('SELECT id FROM record'))
      this.#oracle.permitHeads(device, id);
  }

  async #sync(devices: readonly Device[], fault?: string) {
    if (fault) this.#network.count(fault);
    for (const device of devices) {
      device.tokenValid = true;
      this.#permitStanding(device);
    }
    const results = await this.#network.during(devices.map((device) => device.sync()));
    // What arrived in a round that failed may have been numbered: it goes in a later one, also when it was replaced between.
    for (const device of devices) this.#permitStanding(device);
    for (const result of results) {
      if (result.status === 'rejected' && !(result.reason instanceof Killed)) throw result.reason;
    }
  }

  #edit(device: Device) {
    this.#active = device;
    const random = this.#random;
    try {
      for (let count = 1 + random.below(3); count > 0; count--) this.#editOnce(device);
    } finally {
      this.#active = undefined;
    }
  }

  #editOnce(device: Device) {
    const random = this.#random;
    const { writer, context, store } = device;
    if (device.files && random.chance(0.4)) {
      this.#oracle.note(device, this.#editAttachment(device, device.files));
      return;
    }
    const ids = store.statements
      .all<{ id: string }>(
        "SELECT id FROM record WHERE kind = 'missionNote' AND deleted_at IS NULL ORDER BY id",
      )
      .map((row) => row.id);
    if (ids.length === 0 || random.chance(0.25)) {
      const id = `${device.name}-${this.#tokens}`;
      const visibility = random.pick(visibilities);
      const about = ids.length > 0 && random.chance(0.3) ? [random.pick(ids)] : [];
      const values = {
        title: this.#token(),
        body: this.#token(),
        visibility,
        ...(about.length > 0 ? { about } : {}),
      };
      this.#oracle.note(device, writer.create('missionNote', values, context, id).changeId);
      return;
    }
    const removed = store.statements.get<{ id: string }>(
      "SELECT id FROM record WHERE kind = 'missionNote' AND deleted_at IS NOT NULL LIMIT 1",
    );
    const id = removed && random.chance(0.1) ? removed.id : random.pick(ids);
    const change = this.#change(device, id, ids);
    this.#oracle.note(device, change);
  }

  #editAttachment(device: Device, files: MemoryFiles): string | null {
    const random = this.#random;
    const { writer, context, store } = device;
    const ids = store.statements
      .all<{ id: string }>("SELECT id FROM record WHERE kind = 'attachment' ORDER BY id")
      .map((row) => row.id);
    if (ids.length === 0 || random.chance(0.4)) return this.#attach(device, files);
    const id = random.pick(ids);
    const die = random.next();
    if (die < 0.5) return writer.patch(id, { visibility: random.pick(visibilities) }, context).changeId;
    if (die < 0.65) return writer.remove(id, context).changeId;
    if (die < 0.75) return writer.restore(id, context).changeId;
    if (die < 0.85) return this.#erase(device, id);
    return writer.patch(id, { title: { en: this.#token() } }, context).changeId;
  }

  /** Now and then a file that hangs elsewhere already, perhaps in another class. */
  #attach(device: Device, files: MemoryFiles): string | null {
    const random = this.#random;
    this.#network.count('fileAttached');
    const number = random.chance(0.25) ? random.below(this.#files + 1) : this.#files++;
    // A third in two parts, always the same for a number.
    const line = `file-${number}\n`;
    const length = number % 3 === 0 ? filePartBytes + 10 : line.length * 2;
    const bytes = Buffer.alloc(length, line);
    const sha256 = files.put(bytes);
    this.#fileOracle.note(sha256, bytes);
    return device.writer.create(
      'attachment',
      {
        title: { en: this.#token() },
        fileName: `file-${number}.txt`,
        mediaType: 'text/plain',
        bytes: length,
        sha256,
        visibility: random.pick(visibilities),
      },
      device.context,
      `${device.name}-file-${this.#tokens}`,
    ).changeId;
  }

  #change(device: Device, id: string, ids: readonly string[]): string | null {
    const random = this.#random;
    const { writer, context } = device;
    const patch = (values: object) => writer.patch(id, values, context).changeId;
    const die = random.next();
    if (die < 0.3) return patch({ body: { en: this.#token() } });
    if (die < 0.45) return patch({ title: { en: this.#token() } });
    if (die < 0.55) return patch({ date: `2026-0${1 + random.below(9)}` });
    if (die < 0.65) return patch({ about: ids.filter(() => random.chance(0.3)) });
    if (die < 0.82) {
      this.#network.count('classChanged');
      return patch({ visibility: random.pick(visibilities) });
    }
    if (die < 0.87) return writer.remove(id, context).changeId;
    if (die < 0.9) return writer.restore(id, context).changeId;
    if (die < 0.93) return this.#foreignKind(device);
    if (die < 0.96) return this.#settleConflict(device, id);
    if (die < 0.975) return this.#erase(device, id);
    try {
      const last = device.store.statements.get<{ id: string }>(
        "SELECT id FROM change WHERE origin = 'hand' ORDER BY sequence DESC LIMIT 1",
      );
      return last ? writer.undo(last.id, context).changeId : null;
    } catch (cause) {
      if (cause instanceof MusubiError) return null;
      throw cause;
    }
  }

  /** What a newer version of the app writes: a kind and a field that this one does not know. */
  #foreignKind(device: Device): string {
    this.#network.count('newerSchema');
    const recordId = `future-${this.#tokens++}`;
    const set = (field: string, value: unknown) => ({
      recordId,
      field,
      action: 'set' as const,
      value,
      previous: [],
    });
    return device.store.append({ actor: device.name, origin: 'hand' }, [
      set('__kind', 'hologram'),
      set('visibility', this.#random.pick(visibilities)),
      set('shimmer/en', { text: this.#token() }),
    ]).id;
  }

  /** Nobody's edit, and no operation of its own: what is known of it are the values that must be gone. */
  #erase(device: Device, id: string): null {
    this.#network.count('erased');
    eraseRecord(device.store, id);
    return null;
  }

  #settleConflict(device: Device, id: string): string | null {
    const heads = device.store.ledger.heads(id).filter((head) => head.action === 'set');
    const rival = heads.find((head) =>
      heads.some((other) => other.field === head.field && other.id !== head.id),
    );
    return rival ? device.writer.settle(id, rival.field, rival.id, device.context).changeId : null;
  }

  #token(): string {
    return `tok-${++this.#tokens}`;
  }

  #skewClock(device: Device) {
    this.#network.count('clockSkew');
    device.clockOffset = this.#random.pick([-yearMilliseconds, 0, yearMilliseconds, 3_600_000]);
  }

  #backUp(device: Device) {
    const path = join(this.#directory, `backup${this.#backups.length}.db`);
    device.copyTo(path);
    this.#backups.push({ device, path, files: device.files?.snapshot() ?? new Map() });
  }

  #restore() {
    if (this.#backups.length === 0) return;
    this.#network.count('restoredBackup');
    const { device, path, files } = this.#random.pick(this.#backups);
    this.#oracle.excuse(privateRecords(device));
    device.replaceBy(path);
    device.files?.replaceBy(files);
    this.#takeLosses();
  }

  async #copy(device: Device) {
    if (this.#devices.length >= mostDevices) return;
    this.#network.count('copiedProfile');
    const name = `device${++this.#names}`;
    device.copyTo(join(this.#directory, `${name}.db`));
    const copy = this.#device(name, device.files?.snapshot());
    this.#devices.push(copy);
    if (this.#random.chance(0.5)) return;
    // Both go on at once, each as if the slot were its own.
    for (const either of [device, copy]) this.#edit(either);
    await this.#sync([device, copy]);
  }

  /** What another program does with the readable entities: changes a text, takes one away, adds what is its own. */
  #editFromOutside() {
    const random = this.#random;
    const tenant = random.pick(syncClasses);
    const found = this.#broker.readable(tenant);
    if (found.length === 0) return;
    const entity = random.pick(found);
    this.#network.count('foreignEdit');
    const die = random.next();
    if (die < 0.5) this.#writeFromOutside(tenant, entity, random.pick(['title', 'body']));
    else if (die < 0.6) this.#broker.put(tenant, { ...entity, sensor: { type: 'Property', value: 21.5 } });
    else if (die < 0.7) this.#broker.put(tenant, { ...entity, date: { type: 'Text', value: 'yesterday' } });
    else if (die < 0.85) {
      const { body: _body, ...rest } = entity;
      this.#broker.put(tenant, rest);
    } else if (die < 0.95) {
      this.#oracle.missed(String(entity.id));
      this.#broker.remove(tenant, String(entity.id));
    } else {
      const { registryStamp: _stamp, ...rest } = entity;
      this.#broker.put(tenant, rest);
    }
  }

  /** @returns the text that was written */
  #writeFromOutside(tenant: SyncClass, entity: Readonly<Record<string, unknown>>, field: string): string {
    const text = this.#token();
    const map = { en: text };
    const attribute =
      this.#broker.dialect === 'ngsi-ld'
        ? { type: 'LanguageProperty', languageMap: map }
        : { type: 'StructuredValue', value: map };
    this.#oracle.permit(text, tenant, recordIdOf(entity));
    this.#broker.put(tenant, { ...entity, [field]: attribute });
    return text;
  }

  #rollBackBroker() {
    if (this.#brokerBackups.length === 0 || this.#world.neverRolledBack) return;
    this.#network.count('brokerRollback');
    this.#broker.rollBack(this.#random.pick(this.#brokerBackups));
    this.#takeLosses();
  }

  #takeLosses() {
    this.#oracle.takeLosses(this.#devices);
    this.#fileOracle.takeLosses(this.#devices);
  }

  async #settle() {
    this.#calm = true;
    this.#network.severity = 0;
    this.#network.showsParts = false;
    if (!(await this.#comeToRest())) return;
    // Once all is quiet, nothing that others write may be lost, and everybody gets it.
    const written = syncClasses.flatMap((tenant) => {
      const current = this.#broker
        .readable(tenant)
        .filter(({ registryStatus }) => (registryStatus as { value?: unknown })?.value === 'current');
      if (current.length === 0) return [];
      const entity = this.#random.pick(current);
      return [{ recordId: recordIdOf(entity), text: this.#writeFromOutside(tenant, entity, 'title') }];
    });
    await this.#comeToRest();
    for (const { recordId, text } of written)
      this.#problems.push(...this.#oracle.unread(this.#devices, recordId, text));
  }

  async #comeToRest(): Promise<boolean> {
    for (let round = 0; round < settlingRounds; round++) {
      let quiet = true;
      for (const device of this.#devices) {
        device.tokenValid = true;
        this.#permitStanding(device);
        const [result] = await this.#network.during([device.sync()]);
        if (result?.status === 'rejected') throw result.reason;
        for (const space of result?.value ?? []) {
          if (space.failure)
            this.#problems.push(
              `${device.name} ${space.class}: ${space.failure.kind} ${space.failure.message}`,
            );
          for (const { sha256, reason } of space.refusedFiles ?? [])
            this.#problems.push(`${device.name} ${space.class}: file ${sha256} ${reason}`);
          if (space.pulled > 0 || space.pushed > 0 || space.shown > 0 || space.files > 0) quiet = false;
        }
      }
      if (quiet) return true;
    }
    this.#problems.push('the devices do not come to rest');
    return false;
  }
}

/** `urn:ngsi-ld:MissionNote:device1-3` → `device1-3`. */
function recordIdOf(entity: Readonly<Record<string, unknown>>): string {
  return String(entity.id).split(':').slice(3).join(':');
}

function privateRecords(device: Device): string[] {
  return device.store.statements
    .all<{ id: string }>("SELECT DISTINCT record_id AS id FROM head WHERE field = 'visibility'")
    .map(({ id }) => id)
    .filter((id) => device.classOf(id) === 'private');
}
