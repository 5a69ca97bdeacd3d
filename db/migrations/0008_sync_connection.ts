/*
 * Sync as a person sees it: secrets of the connection, and what each exchange brought and took. Changes are
 * pointed at, never repeated.
 */
export const syncConnection = /* sql */ `
-- Sealed by the vault that seals the registry's key, inside the encrypted file.
CREATE TABLE sync_secret (
  name TEXT PRIMARY KEY CHECK (name IN ('token', 'clientSecret', 'tokens')),
  -- Whom the secret may be shown to: it is not used for any other.
  audience TEXT NOT NULL,
  vault TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE sync_exchange (
  id INTEGER PRIMARY KEY,
  endpoint INTEGER NOT NULL REFERENCES sync_endpoint (id),
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  caused_by TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed', 'cancelled')),
  failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
  received INTEGER NOT NULL,
  sent INTEGER NOT NULL
) STRICT;

-- The changes of the log that an exchange brought (received) or took along (sent).
CREATE TABLE sync_exchange_change (
  exchange INTEGER NOT NULL REFERENCES sync_exchange (id) ON DELETE CASCADE,
  direction TEXT NOT NULL CHECK (direction IN ('received', 'sent')),
  change INTEGER NOT NULL REFERENCES change (sequence),
  PRIMARY KEY (exchange, direction, change)
) STRICT, WITHOUT ROWID;
`;
