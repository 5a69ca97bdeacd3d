import { createHash } from 'node:crypto';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { BrokerPort, LedgerEntity } from '#core/sync/brokerPort.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { countFileParts, filePartBytes, filePartId, filePartType } from '#core/sync/fileParts.ts';
import { fileRefusals, type RefusedFile } from '#core/sync/refusedFile.ts';
import type { Store } from '#db/store.ts';
import type { AttachmentFiles } from '../../attachments/attachmentFiles.ts';
import { readSpace, type Space } from '../space.ts';
import {
  belongsTo,
  filesKnownIn,
  filesOf,
  forgetFiles,
  isComplete,
  isNamed,
  type NamedFile,
  noteGone,
  noteSent,
  readFileRow,
  readLastFile,
} from './fileRows.ts';

export interface FileExchangeOptions {
  readonly files: AttachmentFiles;
  /** Whether files go to and fro now; what was withdrawn is taken away in any case. */
  readonly transfer: boolean;
  /** Larger ones stay where they are. */
  readonly largestBytes: number;
}

/**
 * Attached files at a tenant: parts under names that follow from the content, created and never changed, sent before the
 * change that names them and verified by hash. What the tenant may not have any more is taken out of it.
 * A file that a broker does not take, or that is not what it should be, keeps no change from being exchanged.
 */
export class FileExchange {
  readonly #store: Store;
  readonly #broker: BrokerPort;
  readonly #options: FileExchangeOptions;
  readonly #checkCancelled: () => void;
  readonly #refused = new Map<string, RefusedFile>();

  constructor(store: Store, broker: BrokerPort, options: FileExchangeOptions, checkCancelled: () => void) {
    this.#store = store;
    this.#broker = broker;
    this.#options = options;
    this.#checkCancelled = checkCancelled;
  }

  /** Files that could not be exchanged for a reason of their own, since this was asked last. */
  takeRefused(): RefusedFile[] {
    const refused = [...this.#refused.values()];
    this.#refused.clear();
    return refused;
  }

  /** @returns how many files stand there now that did not before */
  async send(spaceId: number): Promise<number> {
    const { files, transfer, largestBytes } = this.#options;
    if (!transfer) return 0;
    const { statements } = this.#store;
    await this.#guard(spaceId);
    let sent = 0;
    for (const file of filesOf(statements, readSpace(statements, spaceId))) {
      if (isComplete(readFileRow(statements, spaceId, file.sha256)) || !files.has(file.sha256)) continue;
      const contents = await files.read(file.sha256).catch(ignoreDamage);
      if (!contents || contents.length > largestBytes) continue;
      if (await this.#passing(file, () => this.#sendParts(spaceId, file.sha256, contents))) sent++;
    }
    return sent;
  }

  /** @returns how many files are here now that were not before */
  async receive(spaceId: number): Promise<number> {
    const { files, transfer, largestBytes } = this.#options;
    if (!transfer) return 0;
    const { statements } = this.#store;
    let received = 0;
    for (const file of filesOf(statements, readSpace(statements, spaceId))) {
      if (files.has(file.sha256) || file.bytes > largestBytes) continue;
      if (await this.#passing(file, () => this.#receiveParts(spaceId, file))) received++;
    }
    return received;
  }

  /** Takes files out of the tenant that no attachment of its class names any more, and off this device if none does. */
  async withdraw(spaceId: number): Promise<void> {
    const { statements } = this.#store;
    const space = readSpace(statements, spaceId);
    for (const file of filesKnownIn(statements, space)) {
      if (belongsTo(statements, space, file.sha256)) continue;
      await this.#passing(file, () => this.#remove(space, file));
      if (isNamed(statements, file.sha256)) continue;
      await this.#options.files.remove(this.#options.files.nameOf(file.sha256));
      this.#forgetParts(file.sha256);
    }
  }

  async #sendParts(spaceId: number, sha256: string, contents: Uint8Array): Promise<boolean> {
    const { statements } = this.#store;
    const parts = countFileParts(contents.length);
    const file = { sha256, bytes: contents.length };
    const before = readFileRow(statements, spaceId, sha256);
    let number = before?.gone === 0 ? before.sent : 0;
    // Of a broker that was rolled back meanwhile the parts before may be gone.
    if (number > 0 && !(await this.#hasPartThere(spaceId, sha256, number - 1))) number = 0;
    // Known before the first part stands there: it must be found again when it has to go.
    this.#store.write(() => noteSent(statements, spaceId, file, number));
    for (; number < parts; number++) {
      this.#checkCancelled();
      const space = readSpace(statements, spaceId);
      // Narrowed meanwhile.
      if (!belongsTo(statements, space, sha256)) return false;
      const part = contents.subarray(number * filePartBytes, (number + 1) * filePartBytes);
      await this.#create(space, {
        id: filePartId(sha256, number),
        type: filePartType,
        facts: { hash: digest(part), parts },
        text: Buffer.from(part).toString('base64'),
      });
      this.#store.write(() => noteSent(statements, spaceId, file, number + 1));
    }
    return true;
  }

  /**
   * Files have a guard of their own: a broker may be rolled back to before a file and after the last change, which the guard
   * over changes does not see. With the last file that stood there all before it do.
   */
  async #guard(spaceId: number): Promise<void> {
    const { statements } = this.#store;
    const sha256 = readLastFile(statements, spaceId);
    const row = sha256 === undefined ? undefined : readFileRow(statements, spaceId, sha256);
    const space = readSpace(statements, spaceId);
    if (!row || !isComplete(row) || !belongsTo(statements, space, row.sha256)) return;
    if (await this.#hasPartThere(spaceId, row.sha256, countFileParts(row.bytes) - 1)) return;
    this.#store.write(() => forgetFiles(statements, spaceId));
  }

  async #hasPartThere(spaceId: number, sha256: string, number: number): Promise<boolean> {
    const space = readSpace(this.#store.statements, spaceId);
    return (await this.#broker.readOne(space.class, filePartType, filePartId(sha256, number))) !== undefined;
  }

  async #create({ class: tenant }: Space, entity: LedgerEntity): Promise<void> {
    if (await this.#broker.create(tenant, entity)) return;
    const standing = await this.#broker.readOne(tenant, filePartType, entity.id);
    if (!standing) throw new EndpointFailure('unstable', `${entity.id} was neither created nor found`);
    if (standing.text !== entity.text)
      throw new EndpointFailure('damaged', `${entity.id} holds something else`);
  }

  async #receiveParts(spaceId: number, file: NamedFile): Promise<boolean> {
    const { statements } = this.#store;
    const { sha256 } = file;
    for (let number = 0, parts = 1; number < parts; number++) {
      this.#checkCancelled();
      const id = filePartId(sha256, number);
      if (number > 0 && this.#hasPart(sha256, number)) continue;
      const entity = await this.#broker.readOne(readSpace(statements, spaceId).class, filePartType, id);
      // Not there yet: whoever has the file sends it with a later exchange.
      if (!entity) return false;
      if (number === 0) parts = this.#partsOf(entity);
      const content = Buffer.from(entity.text ?? '', 'base64');
      if (content.length > filePartBytes || digest(content) !== entity.facts.hash)
        throw new EndpointFailure('damaged', `${id} does not match its hash`);
      this.#store.write(() =>
        statements.run(
          'INSERT OR REPLACE INTO sync_file_part (sha256, number, content) VALUES (?, ?, ?)',
          sha256,
          number,
          content,
        ),
      );
    }
    return this.#assemble(spaceId, file);
  }

  #partsOf(entity: LedgerEntity): number {
    const parts = Number(entity.facts.parts);
    if (!Number.isInteger(parts) || parts < 1 || parts > countFileParts(this.#options.largestBytes))
      throw new EndpointFailure('damaged', `${entity.id} says that there are ${entity.facts.parts} parts`);
    return parts;
  }

  async #assemble(spaceId: number, { sha256 }: NamedFile): Promise<boolean> {
    const { statements } = this.#store;
    const incoming = await this.#options.files.receive();
    try {
      for (let number = 0; ; number++) {
        const row = statements.get<{ content: Uint8Array }>(
          'SELECT content FROM sync_file_part WHERE sha256 = ? AND number = ?',
          sha256,
          number,
        );
        if (!row) break;
        await incoming.add(row.content);
      }
      const { bytes } = incoming;
      this.#forgetParts(sha256);
      if ((await incoming.end()).sha256 !== sha256)
        throw new EndpointFailure('damaged', `the parts of ${sha256} are not that file`);
      await incoming.keep();
      this.#store.write(() => noteSent(statements, spaceId, { sha256, bytes }, countFileParts(bytes)));
      return true;
    } finally {
      await incoming.discard();
    }
  }

  async #remove(space: Space, file: NamedFile): Promise<boolean> {
    const first = filePartId(file.sha256, 0);
    const standing = await this.#broker.readOne(space.class, filePartType, first);
    const said = Number(standing?.facts.parts);
    const parts = Math.max(countFileParts(file.bytes), Number.isInteger(said) ? said : 1);
    // The first one last: it tells how many there are.
    for (let number = parts - 1; number >= 0; number--) {
      this.#checkCancelled();
      await this.#broker.remove(space.class, filePartType, filePartId(file.sha256, number));
    }
    if (await this.#broker.readOne(space.class, filePartType, first)) return false;
    this.#store.write(() => noteGone(this.#store.statements, space.id, file));
    return true;
  }

  /** What the broker has against this one file is no reason to leave out everything else. */
  async #passing({ sha256 }: { readonly sha256: string }, work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (cause) {
      const reason = fileRefusals.find((kind) => cause instanceof EndpointFailure && cause.kind === kind);
      if (!reason) throw cause;
      this.#refused.set(sha256, { sha256, reason });
      return false;
    }
  }

  #hasPart(sha256: string, number: number): boolean {
    return (
      this.#store.statements.get(
        'SELECT 1 FROM sync_file_part WHERE sha256 = ? AND number = ?',
        sha256,
        number,
      ) !== undefined
    );
  }

  #forgetParts(sha256: string) {
    this.#store.write(() =>
      this.#store.statements.run('DELETE FROM sync_file_part WHERE sha256 = ?', sha256),
    );
  }
}

function ignoreDamage(cause: unknown): undefined {
  if (cause instanceof MusubiError && cause.code.startsWith('ATTACHMENT_')) return undefined;
  throw cause;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
