import type { Statements } from '#db/statements.ts';
import type { Store } from '#db/store.ts';
import type { KeyVault } from '#host/shell.ts';

/** `tokens`: what a sign-in brought, as JSON. */
export type SecretName = 'token' | 'clientSecret' | 'tokens';

interface SecretRow {
  readonly audience: string;
  readonly vault: string;
  readonly sealed: Uint8Array;
}

/**
 * The secrets of the connection: sealed by the vault that seals the registry's key (the OS keychain in Electron) and
 * kept inside the encrypted registry, never beside it. Each belongs to one audience and is not given out for another.
 */
export class SecretStore {
  readonly #store: Store;
  readonly #vault: KeyVault;

  constructor(store: Store, vault: KeyVault) {
    this.#store = store;
    this.#vault = vault;
  }

  /** Undefined when there is none for this audience, or another keychain sealed it. */
  async read(name: SecretName, audience: string): Promise<string | undefined> {
    const row = readRow(this.#store.statements, name);
    if (row?.audience !== audience || row.vault !== this.#vault.kind) return undefined;
    try {
      return Buffer.from(await this.#vault.unseal(row.sealed)).toString('utf8');
    } catch {
      return undefined;
    }
  }

  async write(name: SecretName, audience: string, secret: string): Promise<void> {
    const sealed = Buffer.from(await this.#vault.seal(new Uint8Array(Buffer.from(secret, 'utf8'))));
    this.#store.write(() =>
      this.#store.statements.run(
        `INSERT INTO sync_secret (name, audience, vault, sealed) VALUES (?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET audience = excluded.audience, vault = excluded.vault, sealed = excluded.sealed`,
        name,
        audience,
        this.#vault.kind,
        sealed,
      ),
    );
  }

  has(name: SecretName, audience: string): boolean {
    return readRow(this.#store.statements, name)?.audience === audience;
  }

  forget(...names: readonly SecretName[]): void {
    this.#store.write(() => {
      for (const name of names) this.#store.statements.run('DELETE FROM sync_secret WHERE name = ?', name);
    });
  }
}

function readRow(statements: Statements, name: SecretName): SecretRow | undefined {
  return statements.get<SecretRow>('SELECT audience, vault, sealed FROM sync_secret WHERE name = ?', name);
}
