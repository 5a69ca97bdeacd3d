import { join } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import { readMeta } from '#db/meta.ts';
import { refreshStaleSearch } from '#db/searchVersion.ts';
import { storageError } from '#db/storageError.ts';
import { Store } from '#db/store.ts';
import { AttachmentFiles } from './attachments/attachmentFiles.ts';
import { HeldKey } from './keys/heldKey.ts';
import { keyBelongsToFile, obtainRegistryKey, registryPaths, rememberFileSalt } from './keys/registryKey.ts';
import { doOpeningWork } from './opening/doOpeningWork.ts';
import type { OnOpening } from './opening/opening.ts';
import { actorKey, openingWork } from './opening/openingWork.ts';
import { RegistryReader } from './registry/reader.ts';
import { RegistryWriter } from './registry/writer.ts';
import type { HostShell } from './shell.ts';
import { makeFolder } from './system/makeFolder.ts';

export interface HostOptions {
  /** Where the registry lives; made when it is not there. */
  readonly dataDirectory: string;
  /** The app's own `resources` folder: bundled data, base map, fonts. */
  readonly resourcesDirectory: string;
  readonly shell: HostShell;
  readonly onOpening?: OnOpening;
}

/** An open registry with what the procedures work on. The command line uses it without the router. */
export interface HostServices {
  readonly options: HostOptions;
  readonly store: Store;
  readonly heldKey: HeldKey;
  readonly reader: RegistryReader;
  readonly writer: RegistryWriter;
  /** Who writes at this device: a random id that carries no name until the person gives one. */
  readonly actor: string;
  /** The bytes of attachments, sealed beside the registry. */
  readonly attachments: AttachmentFiles;
  /** Whether this call made the registry. */
  readonly created: boolean;
  /** Another connection to the same file, for a long transaction of its own; who opens it closes it. */
  openStore(): Store;
  close(): void;
}

/** Records from which bringing a file in step takes more than a second or so. */
const largeRegistry = 20_000;

/**
 * Opens the registry of a data directory; makes and fills it when there is none.
 * @throws MusubiError STORAGE_… for everything that a disk, a key or a newer version can refuse, CANCELLED
 */
export async function openServices(options: HostOptions, signal?: AbortSignal): Promise<HostServices> {
  const { dataDirectory, resourcesDirectory, shell } = options;
  await makeDirectory(dataDirectory);
  const key = await obtainRegistryKey(dataDirectory, shell);
  const store = openStore(dataDirectory, key, { listsLater: true });
  try {
    await rememberFileSalt(dataDirectory);
    const created = readMeta(store.statements, actorKey) === undefined;
    const work = openingWork(store, join(resourcesDirectory, 'data'));
    if (work.length > 0) {
      const records = store.statements.get<{ n: number }>('SELECT count(*) AS n FROM record')?.n ?? 0;
      const onShare =
        created || records >= largeRegistry
          ? await options.onOpening?.({ reason: created ? 'first' : 'upgrade', records })
          : undefined;
      await doOpeningWork(store, work, onShare, signal);
    }
    refreshStaleSearch(store);
    return {
      options,
      store,
      heldKey: new HeldKey(key, dataDirectory, shell),
      reader: new RegistryReader(store.statements),
      writer: new RegistryWriter(store),
      attachments: new AttachmentFiles(registryPaths(dataDirectory).attachments, key),
      actor: readMeta(store.statements, actorKey) ?? '',
      created,
      openStore: () => openStore(dataDirectory, key),
      close: () => store.close(),
    };
  } catch (cause) {
    store.close();
    throw cause;
  }
}

async function makeDirectory(path: string) {
  try {
    await makeFolder(path, 0o700);
  } catch (cause) {
    throw storageError(cause, path);
  }
}

function openStore(
  dataDirectory: string,
  key: Uint8Array,
  how: { readonly listsLater?: boolean } = {},
): Store {
  const path = registryPaths(dataDirectory).database;
  try {
    return new Store({ path, key, ...how });
  } catch (cause) {
    // The key that this file was made with does not fit any more: then it is the file that changed.
    if (
      cause instanceof MusubiError &&
      cause.code === 'STORAGE_WRONG_KEY' &&
      keyBelongsToFile(dataDirectory)
    ) {
      throw new MusubiError('STORAGE_DAMAGED', { path }, { cause });
    }
    throw cause;
  }
}
