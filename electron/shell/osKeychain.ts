import { safeStorage } from 'electron';
import { decideKeyVaultKind } from './decisions/keyVaultKind.ts';

/** Where the registry's key is to be kept on this machine. Ask after the app is ready. */
export async function keyVaultKindHere(): Promise<'os-keychain' | 'key-file'> {
  return decideKeyVaultKind({
    isEncryptionAvailable: await safeStorage.isAsyncEncryptionAvailable(),
    linuxBackend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null,
  });
}

/** Encrypts key bytes with the operating system's keychain. */
export async function sealWithKeychain(key: Uint8Array): Promise<Uint8Array> {
  return await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'));
}

/** @throws when the bytes were sealed by another account or machine */
export async function unsealWithKeychain(sealed: Uint8Array): Promise<Uint8Array> {
  const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
  return Buffer.from(result, 'base64');
}
