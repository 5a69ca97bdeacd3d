/* Attached files in the tenants of an endpoint, and what of them has arrived so far. */
export const syncFile = /* sql */ `
CREATE TABLE sync_file (
  space INTEGER NOT NULL REFERENCES sync_space (id),
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- Parts that stand there, from the first one on.
  sent INTEGER NOT NULL DEFAULT 0,
  -- 1: taken out of the tenant, and looked whether it is gone.
  gone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (space, sha256)
) STRICT, WITHOUT ROWID;

-- Parts of a file that has not arrived as a whole.
CREATE TABLE sync_file_part (
  sha256 TEXT NOT NULL,
  number INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (sha256, number)
) STRICT, WITHOUT ROWID;
`;
