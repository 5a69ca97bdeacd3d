/* Readable entities that other users of an urban OS meet: what of them stands in each tenant, as this device has seen it. */
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
`;
