/* When this device did not know how a record was to be seen, because the choice was withdrawn from it. */
export const syncWithdrawn = /* sql */ `
CREATE TABLE sync_withdrawn (
  -- An operation on a record's visibility.
  operation_id TEXT NOT NULL,
  -- Changes of this log after the first and up to the second were made without its value.
  after INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (operation_id, after)
) STRICT, WITHOUT ROWID;
`;
