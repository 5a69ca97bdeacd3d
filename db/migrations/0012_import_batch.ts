/** What this device remembers of its imports: the file's name and how many rows did what. Never synced. */
export const importBatch = /* sql */ `
CREATE TABLE import_batch (
  -- As change.batch.
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  -- Rows of the file.
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  in_error INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
