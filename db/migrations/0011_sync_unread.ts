/** Records that changes of a newer format touch: they cannot be read here, so that the rows must not be changed. */
export const syncUnread = /* sql */ `
CREATE TABLE sync_unread (
  record_id TEXT NOT NULL,
  space INTEGER NOT NULL REFERENCES sync_space (id),
  slot INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (record_id, space, slot, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_unread_place ON sync_unread (space, slot, number);
`;
