/**
 * Every refusal that a person can meet. The text for each stands in `locales/<language>/errors.json`
 * under the same code and says what happened, that nothing was lost, and what to do.
 */
export const errorCodes = [
  'WRONG_USAGE',
  'NOT_FOUND',
  'INVALID_INPUT',
  'UNKNOWN_FIELD',
  'UNKNOWN_KIND',
  'CONFLICT',
  'NOTHING_TO_UNDO',
  'NOTHING_TO_ERASE',
  'STORAGE_WRONG_KEY',
  'STORAGE_KEY_MISSING',
  'STORAGE_KEY_IN_KEYCHAIN',
  'STORAGE_PASSPHRASE_NEEDED',
  'STORAGE_WRONG_PASSPHRASE',
  'PASSPHRASE_TOO_SHORT',
  'STORAGE_DAMAGED',
  'STORAGE_FULL',
  'STORAGE_READ_ONLY',
  'STORAGE_LOCKED',
  'STORAGE_NEWER_SCHEMA',
  'STORAGE_UNREADABLE',
  'BACKUP_INVALID',
  'BROWSER_MISSING',
  'OUTPUT_UNWRITABLE',
  'INPUT_UNREADABLE',
  'IMPORT_EMPTY',
  'IMPORT_FORMAT',
  'IMPORT_PROTECTED',
  'IMPORT_DAMAGED',
  'IMPORT_ENCODING',
  'IMPORT_TOO_LARGE',
  'IMPORT_OTHER_KIND',
  'IMPORT_NO_HEADER',
  'IMPORT_UNMAPPED',
  'IMPORT_MAPPING',
  'IMPORT_SESSION_LOST',
  'IMPORT_CHANGED',
  'ATTACHMENT_TOO_LARGE',
  'ATTACHMENT_EMPTY',
  'ATTACHMENT_TYPE',
  'ATTACHMENT_MISSING',
  'ATTACHMENT_DAMAGED',
  'ATTACHMENT_NOT_CLEANED',
  'UPLOAD_LOST',
  'MERGE_DIFFERENT',
  'MERGE_FIXED',
  'CANCELLED',
  'ENDPOINT_UNREACHABLE',
  'ENDPOINT_REFUSED',
  'SIGN_IN_FAILED',
  'SYNC_MANY_DELETIONS',
  'SYNC_UPDATE_NEEDED',
  'SYNC_START_OVER_LOST',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Facts for the message and for machines: plain JSON, never a secret. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export class MusubiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'MusubiError';
    this.code = code;
    this.details = details;
  }
}

/** Exit status of the command line for each refusal; the numbers are a public promise. */
export function exitStatus(code: ErrorCode): number {
  if (code === 'WRONG_USAGE' || code === 'UNKNOWN_KIND') return 2;
  if (code === 'NOT_FOUND' || code === 'ATTACHMENT_MISSING') return 3;
  if (code === 'CONFLICT' || code === 'SYNC_MANY_DELETIONS') return 5;
  if (code.startsWith('ENDPOINT_') || code === 'SIGN_IN_FAILED') return 6;
  if (code.startsWith('STORAGE_') || code === 'ATTACHMENT_DAMAGED') return 7;
  if (code === 'INTERNAL' || code === 'CANCELLED' || code === 'BROWSER_MISSING') return 1;
  return 4;
}
