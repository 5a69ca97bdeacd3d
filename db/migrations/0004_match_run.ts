/** Runs of matching on this device, with what is needed to repeat them. Never synced. */
export const matchRun = /* sql */ `
CREATE TABLE match_run (
  -- Hash of question, audience, input and fingerprint: the same run asked again stays one row.
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  question TEXT NOT NULL,
  audience TEXT NOT NULL,
  input TEXT NOT NULL CHECK (json_valid(input)),
  -- Hashes of data and settings, the dictionary, the day.
  fingerprint TEXT NOT NULL CHECK (json_valid(fingerprint)),
  -- What differed from the default settings.
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  -- Ids and scores of the first rows.
  result TEXT NOT NULL CHECK (json_valid(result))
) STRICT, WITHOUT ROWID;
CREATE INDEX match_run_at ON match_run (at);
`;
