/** What a shell lends to the host; the host never knows which shell it runs in. */
export interface KeyVault {
  readonly kind: 'os-keychain' | 'key-file' | 'passphrase';
  /** Wraps the registry's random key for keeping beside the database. */
  seal(key: Uint8Array): Promise<Uint8Array>;
  /** @throws when the wrapped key was made by another vault, user or machine */
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}

export interface HostShell {
  readonly kind: 'electron' | 'browser' | 'cli';
  readonly keyVault: KeyVault;
  /** Asks for the passphrase of a registry that has one; undefined when nobody can be asked here. */
  readonly passphrase?: () => Promise<string | undefined>;
  /** A self-contained HTML page as a PDF, A4. */
  renderPdf(html: string): Promise<Uint8Array>;
}

/** For machines without an OS keychain: the key stands in a file that only its owner may read (mode 0600). */
export const keyFileVault: KeyVault = {
  kind: 'key-file',
  seal: async (key) => key,
  unseal: async (sealed) => sealed,
};
