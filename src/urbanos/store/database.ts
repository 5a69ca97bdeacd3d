import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The name of the database file inside the data directory. */
export const databaseFileName = 'urban-os.sqlite';

/** Each entry brings the file from version n to n + 1; entries are only ever added. */
const migrations = [
  `CREATE TABLE tenant (name TEXT PRIMARY KEY, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE entity (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     id TEXT NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (tenant, id)
   ) STRICT;
   CREATE TABLE entity_type (
     tenant TEXT NOT NULL,
     type TEXT NOT NULL,
     seq INTEGER NOT NULL REFERENCES entity (seq) ON DELETE CASCADE,
     PRIMARY KEY (tenant, type, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX entity_type_seq ON entity_type (seq);
   CREATE TABLE v2_entity (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     path TEXT NOT NULL,
     id TEXT NOT NULL,
     type TEXT NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (tenant, id, type, path)
   ) STRICT;
   CREATE INDEX v2_entity_type ON v2_entity (tenant, type, seq);
   CREATE TABLE context (id TEXT PRIMARY KEY, body TEXT NOT NULL, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // The entity as it is shown to whoever asks for nothing in particular; NULL: to be made from the body.
  'ALTER TABLE entity ADD COLUMN shown BLOB;',
];

/**
 * Opens (and creates) the database of the endpoint.
 * WAL with synchronous=FULL: a commit has reached the disk before it returns, so an answer that was sent stays true
 * after kill -9 or a power cut.
 */
export function openDatabase(dataDirectory: string): Database.Database {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataDirectory, databaseFileName));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // What was replaced or deleted is overwritten: a redacted value is gone from the file.
    database.pragma('secure_delete = ON');
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 5000');
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function migrate(database: Database.Database): void {
  database
    .transaction(() => {
      const version = database.pragma('user_version', { simple: true }) as number;
      if (version > migrations.length) {
        throw new Error(`The data was written by a newer version (format ${version}). Nothing was changed.`);
      }
      for (const migration of migrations.slice(version)) database.exec(migration);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}
