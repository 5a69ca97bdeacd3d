export interface SafeStorageState {
  readonly isEncryptionAvailable: boolean;
  /** Linux only: the password manager that Electron found; null elsewhere. */
  readonly linuxBackend: string | null;
}

/** Password managers that keep the key away from other programs' reach while the user is logged out. */
const REAL_BACKENDS: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/**
 * Where the registry's key is kept. On Linux without a password manager Electron "encrypts" with a password that is
 * part of its public source; that is plain text with a nicer name, so the key file with its file permissions is used
 * instead, and the diagnostics say so.
 */
export function decideKeyVaultKind(state: SafeStorageState): 'os-keychain' | 'key-file' {
  if (!state.isEncryptionAvailable) {
    return 'key-file';
  }
  if (state.linuxBackend !== null && !REAL_BACKENDS.has(state.linuxBackend)) {
    return 'key-file';
  }
  return 'os-keychain';
}
