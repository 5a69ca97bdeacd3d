import { MusubiError } from '#core/errors/musubiError.ts';

/** Turns what SQLite or the file system says into a refusal that a person can act on. */
export function storageError(cause: unknown, path: string): MusubiError {
  if (cause instanceof MusubiError) return cause;
  const code = errorCodeOf(cause);
  const details = { path };
  const options = { cause };
  if (code === 'SQLITE_NOTADB') return new MusubiError('STORAGE_WRONG_KEY', details, options);
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR_SHORT')) {
    return new MusubiError('STORAGE_DAMAGED', details, options);
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_IOERR_WRITE') {
    return new MusubiError('STORAGE_FULL', details, options);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new MusubiError('STORAGE_READ_ONLY', details, options);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new MusubiError('STORAGE_LOCKED', details, options);
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR') || code.startsWith('E')) {
    return new MusubiError('STORAGE_UNREADABLE', { ...details, code }, options);
  }
  return new MusubiError('INTERNAL', { ...details, code, reason: String(cause) }, options);
}

/** True for errors of SQLite and of the file system, which `storageError` knows how to name. */
export function isStorageFailure(cause: unknown): boolean {
  const code = errorCodeOf(cause);
  return code.startsWith('SQLITE_') || /^E[A-Z]{3,}$/.test(code);
}

function errorCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
