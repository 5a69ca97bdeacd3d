import { existsSync } from 'node:fs';
import { readKeyRecord, registryPaths } from '#host/keys/registryKey.ts';
import { type KeyVault, keyFileVault } from '#host/shell.ts';
import type { MainProcess } from './mainProcess.ts';

/** The operating system's keychain, reached through the main process; this process has no access to it. */
function osKeychainVault(main: MainProcess): KeyVault {
  return {
    kind: 'os-keychain',
    seal: (key) => main.ask({ type: 'seal', key }),
    unseal: (sealed) => main.ask({ type: 'unseal', sealed }),
  };
}

/**
 * The vault for a registry. One that was made with a key file, by the browser shell or the command line, keeps it, so
 * that every shell goes on opening it; a new one takes the best this machine offers.
 */
export function chooseKeyVault(
  dataDirectory: string,
  offered: 'os-keychain' | 'key-file',
  main: MainProcess,
): KeyVault {
  const { key } = registryPaths(dataDirectory);
  const kept = existsSync(key) ? readKeyRecord(key).vault : offered;
  // Under a passphrase no vault is asked; once it is taken off, the key goes to the best that there is.
  const guard = kept === 'passphrase' ? offered : kept;
  return guard === 'os-keychain' ? osKeychainVault(main) : keyFileVault;
}
