/*
 * Readable entities that other users of an urban OS meet, and files of attachments: what of them stands in each
 * tenant, as far as this device has seen it.
 */
export const syncReadable = /* sql */ `
-- The last change of the log that the readable entities say, and when all of them were looked at last.
ALTER TABLE sync_space ADD COLUMN projected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_space ADD COLUMN swept_at TEXT;

CREATE TABLE sync_projection (
  space INTEGER NOT NULL REFERENCES sync_space (id),
  record_id TEXT NOT NULL,
  -- Of the entity; '' for a withdrawn record of which nobody here knows any more what it was.
  kind TEXT NOT NULL,
  -- Digest of the entity as it stood when nothing was left to do about it; NULL: to be looked at again.
  seen TEXT,
  -- In how many sweeps it was missing, and since when; 0 while it stands, -1 while it is being created.
  missing INTEGER NOT NULL DEFAULT 0,
  missing_since TEXT,
  -- 1: a person wants it to stay away from the endpoint.
  kept_out INTEGER NOT NULL DEFAULT 0,
  -- What others wrote into the entity and this registry could not take: JSON, for a person to read.
  refused TEXT CHECK (refused IS NULL OR json_valid(refused)),
  PRIMARY KEY (space, record_id)
) STRICT, WITHOUT ROWID;

-- Files that a tenant has, by an id that follows from their contents and does not give away their hash.
CREATE TABLE sync_file (
  space INTEGER NOT NULL REFERENCES sync_space (id),
  file TEXT NOT NULL,
  parts INTEGER NOT NULL,
  -- known: an attachment names it; sent: all parts stand; gone: they were emptied.
  state TEXT NOT NULL CHECK (state IN ('known', 'sent', 'gone')),
  PRIMARY KEY (space, file)
) STRICT, WITHOUT ROWID;

-- Parts of files that are being fetched; each is a sealed file of its own until the whole is there.
CREATE TABLE sync_file_part (
  file TEXT NOT NULL,
  part INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (file, part)
) STRICT, WITHOUT ROWID;

-- Names of stored files whose attachment was withdrawn from this device: to be removed from the disk.
CREATE TABLE sync_file_withdrawn (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
