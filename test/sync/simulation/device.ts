import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Visibility } from '#core/kinds/choices.ts';
import type { SyncClass } from '#core/sync/syncClass.ts';
import type { SyncRules } from '#core/sync/syncRules.ts';
import { readRecord } from '#db/queries/records.ts';
import { Store } from '#db/store.ts';
import { RegistryWriter } from '#host/registry/writer.ts';
import { type Dialect, defaultOptions } from '#host/sync/brokers/brokerOptions.ts';
import { NgsiLdBroker } from '#host/sync/brokers/ngsiLdBroker.ts';
import { NgsiV2Broker } from '#host/sync/brokers/ngsiV2Broker.ts';
import { openEndpoint } from '#host/sync/endpoints.ts';
import { EndpointClient } from '#host/sync/http/endpointClient.ts';
import { classOfRecord } from '#host/sync/recordOperations.ts';
import { type SpaceOutcome, syncRound } from '#host/sync/syncRound.ts';
import type { FaultyNetwork } from './faultyNetwork.ts';
import type { MemoryFiles } from './memoryFiles.ts';
import type { BrokerRequest } from './simulatedBroker.ts';

export class Killed extends Error {}

export const key = new Uint8Array(32).fill(7);
const largestFileBytes = 50 * 1024 * 1024;
const address = 'http://127.0.0.1:1';

/** A store whose process may be killed just before or just after any of its commits. */
class MortalStore extends Store {
  beforeCommit: () => void = () => {};
  afterCommit: () => void = () => {};

  override write<Result>(work: () => Result): Result {
    if (this.database.inTransaction) return work();
    this.beforeCommit?.();
    const result = super.write(work);
    this.afterCommit?.();
    return result;
  }
}

export interface DeviceOptions {
  readonly name: string;
  readonly directory: string;
  readonly dialect: Dialect;
  readonly network: FaultyNetwork;
  readonly rules: SyncRules;
  readonly namesPerPage: number;
  /** How the readable entities are looked at in the next round. */
  readonly readable?: () => 'sweep' | 'touched';
  /** Its attached files; without it the history has none. */
  readonly files?: MemoryFiles | undefined;
  /** Whether files go along with the next round. */
  readonly transfersFiles?: () => boolean;
  /** Asked at every commit point of a sync. */
  readonly killNow: () => boolean;
  readonly onSend: (device: Device, request: BrokerRequest) => void;
}

/** One installation: its file, its clock, the real writer, store, engine and adapters. */
export class Device {
  readonly options: DeviceOptions;
  clockOffset = 0;
  tokenValid = true;
  /** Connections that are open: those that are free, and those in which a round is going on. */
  readonly #free: MortalStore[] = [];
  readonly #busy: MortalStore[] = [];

  constructor(options: DeviceOptions) {
    this.options = options;
  }

  get name(): string {
    return this.options.name;
  }

  get files(): MemoryFiles | undefined {
    return this.options.files;
  }

  get file(): string {
    return join(this.options.directory, `${this.name}.db`);
  }

  /** For edits: never the connection in which a round is going on, whose process may be killed. */
  get store(): Store {
    const [free] = this.#free;
    if (free) return free;
    const opened = this.#open();
    this.#free.push(opened);
    return opened;
  }

  /** For looking. */
  get view(): Store {
    return this.#busy[0] ?? this.store;
  }

  get writer(): RegistryWriter {
    return new RegistryWriter(this.store);
  }

  get context() {
    return { actor: this.name, language: 'en' };
  }

  classOf(recordId: string): Visibility | undefined {
    return classOfRecord(this.view.statements, recordId);
  }

  record(id: string) {
    return readRecord(this.view.statements, id);
  }

  /** One round, on a connection that no other round uses: two at once are two windows. */
  async sync(classes?: readonly SyncClass[]): Promise<SpaceOutcome[]> {
    const store = this.#free.pop() ?? this.#open();
    this.#busy.push(store);
    let alive = true;
    const fail = () => {
      if (!alive) throw new Killed();
    };
    const kill = () => {
      alive = false;
    };
    const point = () => {
      if (alive && this.options.killNow()) {
        this.options.network.count('killedAtCommit');
        kill();
      }
      fail();
    };
    try {
      const endpoint = openEndpoint(store, address, this.options.dialect).id;
      store.beforeCommit = point;
      store.afterCommit = point;
      const { network, onSend, dialect, namesPerPage } = this.options;
      const self = this;
      const fetch = network.fetchFor({
        onSend: (request) => {
          fail();
          onSend(self, request);
        },
        kill,
        get tokenValid() {
          return self.tokenValid;
        },
        set tokenValid(valid: boolean) {
          self.tokenValid = valid;
        },
      });
      const client = new EndpointClient({
        address,
        fetch: (url, init) =>
          fetch(url, init).catch((cause) => {
            fail();
            throw cause;
          }),
        authorisation: () => ({}),
        timeoutMilliseconds: 0,
      });
      const options = { ...defaultOptions(dialect), namesPerPage };
      const broker =
        dialect === 'ngsi-ld' ? new NgsiLdBroker(client, options) : new NgsiV2Broker(client, options);
      return await syncRound(store, broker, {
        endpoint,
        actor: this.name,
        rules: this.options.rules,
        ...(classes ? { classes } : {}),
        readable: this.options.readable?.() ?? 'sweep',
        ...(this.files
          ? {
              files: {
                files: this.files,
                transfer: this.options.transfersFiles?.() ?? true,
                largestBytes: largestFileBytes,
              },
            }
          : {}),
      });
    } finally {
      store.beforeCommit = () => {};
      store.afterCommit = () => {};
      this.#busy.splice(this.#busy.indexOf(store), 1);
      if (alive) this.#free.push(store);
      else store.close();
    }
  }

  /** A copy of the file as a backup or a copied profile is one. */
  copyTo(path: string) {
    this.store.database.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(this.file, path);
  }

  replaceBy(path: string) {
    this.close();
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(`${this.file}${part}`)) rmSync(`${this.file}${part}`);
    copyFileSync(path, this.file);
  }

  close() {
    for (const store of this.#free.splice(0)) store.close();
  }

  #open(): MortalStore {
    const store = new MortalStore({ path: this.file, key });
    // What is simulated is the end of a process, not of the machine.
    store.database.pragma('synchronous = OFF');
    return store;
  }
}
