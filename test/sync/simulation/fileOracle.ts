import { filePartType } from '#core/sync/fileParts.ts';
import { type SyncClass, syncClasses } from '#core/sync/syncClass.ts';
import type { Device } from './device.ts';
import type { SimulatedBroker } from './simulatedBroker.ts';

/** An attachment as all operations together say. */
export interface StandingAttachment {
  readonly recordId: string;
  readonly class: string | undefined;
  readonly sha256: string;
  readonly isRemoved: boolean;
}

/** What must hold of attached files whatever happened. */
export class FileOracle {
  readonly #broker: SimulatedBroker;
  readonly #contents = new Map<string, Uint8Array>();
  /** Whose last copy went with a restored backup or a broker's roll-back. */
  readonly #lost = new Set<string>();
  /**
   * A file goes before the change that names it. Of one whose device was put back to a backup in between nobody can know
   * that parts of it stand there.
   */
  readonly #unknown = new Set<string>();

  constructor(broker: SimulatedBroker) {
    this.#broker = broker;
  }

  note(sha256: string, bytes: Uint8Array) {
    this.#contents.set(sha256, bytes);
    this.#lost.delete(sha256);
    this.#unknown.delete(sha256);
  }

  /** To be called when copies have been destroyed: a folder replaced, a broker rolled back. */
  takeLosses(devices: readonly Device[]) {
    for (const sha256 of this.#contents.keys()) {
      const isHere = devices.some(({ files }) => files?.has(sha256));
      if (!isHere) this.#lost.add(sha256);
      const isKnown = devices.some((device) => knows(device, sha256)) || this.#isSaid(sha256);
      if (!isKnown) this.#unknown.add(sha256);
    }
  }

  /** @returns what is wrong with a part of a file that is on its way to a tenant */
  leak(device: Device, tenant: string, entityId: string): string | undefined {
    const sha256 = sha256Of(entityId);
    const named = device.view.statements.all<{ id: string }>(
      'SELECT id FROM attachment WHERE sha256 = ?',
      sha256,
    );
    if (named.some(({ id }) => device.classOf(id) === tenant)) return undefined;
    return `${device.name}: a part of ${this.#name(sha256)} went to ${tenant}`;
  }

  /** @returns everything that is wrong once the dust has settled */
  problems(devices: readonly Device[], attachments: readonly StandingAttachment[]): string[] {
    return [
      ...syncClasses.flatMap((tenant) => this.#strayParts(tenant, attachments)),
      ...devices.flatMap((device) => [...this.#missing(device, attachments), ...this.#stray(device)]),
    ];
  }

  #strayParts(tenant: SyncClass, attachments: readonly StandingAttachment[]): string[] {
    const mayStand = new Set(attachments.filter((each) => each.class === tenant).map(({ sha256 }) => sha256));
    return this.#broker
      .entities(tenant)
      .filter(({ type }) => type === filePartType)
      .map(({ id }) => sha256Of(String(id)))
      .filter((sha256) => !mayStand.has(sha256) && !this.#unknown.has(sha256))
      .map((sha256) => `a part of ${this.#name(sha256)} stands in ${tenant}`);
  }

  #isSaid(sha256: string): boolean {
    return syncClasses.some((tenant) => this.#broker.texts(tenant).some((text) => text.includes(sha256)));
  }

  #missing({ name, files }: Device, attachments: readonly StandingAttachment[]): string[] {
    return attachments
      .filter(({ class: tenant, isRemoved }) => tenant && tenant !== 'private' && !isRemoved)
      .filter(({ sha256 }) => {
        const own = files?.bytesOf(sha256);
        const bytes = this.#contents.get(sha256);
        return own ? !bytes || !Buffer.from(own).equals(bytes) : !this.#lost.has(sha256);
      })
      .map((each) => `${name}: ${this.#name(each.sha256)} of ${each.recordId} (${each.class}) is not here`);
  }

  /** A device that no value of a record tells of a file has neither the file nor parts of it. */
  #stray({ name, files, store }: Device): string[] {
    const named = new Set(
      store.statements
        .all<{ value: string }>("SELECT value FROM operation WHERE field = 'sha256' AND value IS NOT NULL")
        .map(({ value }) => JSON.parse(value) as string),
    );
    const parts = store.statements.all<{ sha256: string }>('SELECT DISTINCT sha256 FROM sync_file_part');
    const held = [...this.#contents.keys()].filter((sha256) => files?.has(sha256));
    return [...held, ...parts.map(({ sha256 }) => sha256)]
      .filter((sha256) => !named.has(sha256))
      .map((sha256) => `${name}: has ${this.#name(sha256)}, which no record names`);
  }

  #name(sha256: string): string {
    const bytes = this.#contents.get(sha256);
    return bytes ? `${Buffer.from(bytes.subarray(0, 12)).toString().split('\n')[0]}` : sha256;
  }
}

function knows({ view }: Device, sha256: string): boolean {
  return (
    view.statements.get(
      `SELECT 1 FROM operation WHERE field = 'sha256' AND value = ?
       UNION ALL SELECT 1 FROM sync_file WHERE sha256 = ?`,
      JSON.stringify(sha256),
      sha256,
    ) !== undefined
  );
}

/** `urn:ngsi-ld:RegistryFilePart:SHA256:000000` → `SHA256`. */
function sha256Of(entityId: string): string {
  return entityId.split(':')[3] ?? '';
}
