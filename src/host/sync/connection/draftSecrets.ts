import type { Store } from '#db/store.ts';
import type { KeyVault } from '#host/shell.ts';
import { type SecretName, SecretStore } from './secretStore.ts';

/** The kept secrets with some that were entered just now before them, for trying a connection out. */
export class DraftSecrets extends SecretStore {
  readonly #entered: Readonly<Partial<Record<SecretName, string>>>;

  constructor(store: Store, vault: KeyVault, entered: Readonly<Partial<Record<SecretName, string>>>) {
    super(store, vault);
    this.#entered = entered;
  }

  override async read(name: SecretName, audience: string): Promise<string | undefined> {
    return this.#entered[name] ?? (await super.read(name, audience));
  }
}
