/*
 * What sync needs of the log (redacted values), and where each tenant of an endpoint stands. Nothing here
 * repeats a change: positions, and which operations a tenant holds, point into the log.
 */
export const sync = /* sql */ `
-- The salted hash of a value that has been redacted; then value and salt are NULL.
ALTER TABLE operation ADD COLUMN value_hash TEXT;
-- 1: redacted everywhere and for good; a copy that turns up later is not taken.
ALTER TABLE operation ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
-- The last change made on this device, whatever has arrived since: the clock goes on from it.
CREATE INDEX change_local ON change (sequence) WHERE origin <> 'sync';

CREATE TABLE sync_endpoint (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  dialect TEXT NOT NULL CHECK (dialect IN ('ngsi-ld', 'ngsi-v2')),
  service_path TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  used_at TEXT NOT NULL,
  in_step_at TEXT,
  outcome TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(outcome)),
  UNIQUE (address, dialect, service_path)
) STRICT;

-- One tenant of an endpoint: who this device is there and what of the log it has looked at.
CREATE TABLE sync_space (
  id INTEGER PRIMARY KEY,
  endpoint INTEGER NOT NULL REFERENCES sync_endpoint (id),
  class TEXT NOT NULL CHECK (class IN ('public', 'member', 'government')),
  install TEXT NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 1,
  slot INTEGER,
  -- Number and hash of the own change that stood when it was last looked for before a push.
  guarded_number INTEGER NOT NULL DEFAULT 0,
  guarded_hash TEXT NOT NULL DEFAULT '',
  -- The last change of the log (change.sequence) from which nothing is left to give out.
  scanned INTEGER NOT NULL DEFAULT 0,
  UNIQUE (endpoint, class)
) STRICT;

-- The last change of a slot that is in the log; for the own slot, the last one acknowledged.
CREATE TABLE sync_position (
  space INTEGER NOT NULL REFERENCES sync_space (id),
  slot INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (space, slot)
) STRICT, WITHOUT ROWID;

-- Numbers given out and not yet acknowledged.
CREATE TABLE sync_outgoing (
  space INTEGER NOT NULL REFERENCES sync_space (id),
  number INTEGER NOT NULL,
  change INTEGER REFERENCES change (sequence),
  hash TEXT NOT NULL,
  PRIMARY KEY (space, number)
) STRICT, WITHOUT ROWID;

-- Which operations stand in a tenant, and in which change there. redacted: that copy holds no value.
CREATE TABLE sync_operation (
  operation_id TEXT NOT NULL,
  space INTEGER NOT NULL REFERENCES sync_space (id),
  slot INTEGER NOT NULL,
  number INTEGER NOT NULL,
  redacted INTEGER NOT NULL,
  PRIMARY KEY (operation_id, space, slot, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_operation_place ON sync_operation (space, slot, number);

-- Operations whose values are withdrawn from a tenant; slot and number of the change that announces it.
CREATE TABLE sync_redaction (
  space INTEGER NOT NULL REFERENCES sync_space (id),
  operation_id TEXT NOT NULL,
  erased INTEGER NOT NULL,
  slot INTEGER,
  number INTEGER,
  PRIMARY KEY (space, operation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_redaction_place ON sync_redaction (space, slot, number);
`;
