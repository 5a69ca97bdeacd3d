import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { MusubiError } from '#core/errors/musubiError.ts';
import { migrations } from './migrations/index.ts';
import { storageError } from './storageError.ts';

export type RegistryDatabase = Database.Database;

/** Cipher salt: the first bytes of an encrypted file, random per file and constant over its life. */
export const fileSaltBytes = 16;

export interface OpenOptions {
  readonly path: string;
  /** 32 random bytes; used as they are, without a derivation that would cost time at every start. */
  readonly key: Uint8Array;
  /** Refuse to make a new file. */
  readonly mustExist?: boolean;
  readonly readOnly?: boolean;
}

/**
 * Opens (or makes) the encrypted registry file and brings its schema up to date.
 * @throws MusubiError STORAGE_WRONG_KEY, STORAGE_DAMAGED, STORAGE_NEWER_SCHEMA, STORAGE_READ_ONLY,
 *   STORAGE_LOCKED, STORAGE_FULL, STORAGE_UNREADABLE; the file is not changed in any of these cases
 */
export function openRegistryFile({ path, key, mustExist, readOnly }: OpenOptions): RegistryDatabase {
  let database: RegistryDatabase | undefined;
  try {
    database = new Database(path, {
      fileMustExist: mustExist ?? false,
      readonly: readOnly ?? false,
      timeout: 5_000,
    });
    database.pragma("cipher = 'chacha20'");
    database.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > migrations.length) {
      throw new MusubiError('STORAGE_NEWER_SCHEMA', { path, found: version, known: migrations.length });
    }
    configure(database, readOnly ?? false);
    if (version < migrations.length && !readOnly) migrate(database);
    return database;
  } catch (cause) {
    database?.close();
    throw storageError(cause, path);
  }
}

function configure(database: RegistryDatabase, readOnly: boolean) {
  if (!readOnly) database.pragma('journal_mode = WAL');
  // FULL: an acknowledged edit survives a power cut, not only a killed process.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
  database.pragma('mmap_size = 0');
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
}

function migrate(database: RegistryDatabase) {
  database
    .transaction(() => {
      // Read again inside the lock: another window may have done it while this one waited.
      const version = database.pragma('user_version', { simple: true }) as number;
      for (const migration of migrations.slice(version)) database.exec(migration.sql);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}

/** The salt of a file in hexadecimal; undefined when there is no file or it is shorter than that. */
export function readFileSalt(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = Buffer.alloc(fileSaltBytes);
  const file = openSync(path, 'r');
  try {
    return readSync(file, bytes, 0, fileSaltBytes, 0) === fileSaltBytes ? bytes.toString('hex') : undefined;
  } finally {
    closeSync(file);
  }
}
