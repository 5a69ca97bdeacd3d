import { describe, expect, test } from 'vitest';
import { decideKeyVaultKind } from '../../electron/shell/decisions/keyVaultKind.ts';

describe('the registry key is kept in', () => {
  test.each([
    ['the OS keychain on Windows and macOS', true, null, 'os-keychain'],
    ['the OS keychain with GNOME', true, 'gnome_libsecret', 'os-keychain'],
    ['the OS keychain with KDE', true, 'kwallet6', 'os-keychain'],
    ['the key file where Electron would use a published password', true, 'basic_text', 'key-file'],
    ['the key file where the password manager is not known', true, 'unknown', 'key-file'],
    [
      'the key file with a password manager of the future, until it is looked at',
      true,
      'kwallet7',
      'key-file',
    ],
    ['the key file where nothing is available', false, null, 'key-file'],
    ['the key file where the keychain is locked', false, 'gnome_libsecret', 'key-file'],
  ] as const)('%s', (_name, isEncryptionAvailable, linuxBackend, kind) => {
    expect(decideKeyVaultKind({ isEncryptionAvailable, linuxBackend })).toBe(kind);
  });
});
