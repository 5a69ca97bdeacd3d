/** Missions, what was captured on one, and what is typed and not yet saved. */
export const mission = /* sql */ `
CREATE TABLE mission (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "from" TEXT,
  "until" TEXT,
  "cities" TEXT CHECK (json_valid("cities")),
  "purpose" TEXT CHECK (json_valid("purpose")),
  "met" TEXT CHECK (json_valid("met"))
) STRICT;

ALTER TABLE mission_note ADD COLUMN "mission" TEXT;
ALTER TABLE need ADD COLUMN "mission" TEXT;
ALTER TABLE follow_up ADD COLUMN "mission" TEXT;

-- Of this device alone: not in the log, so it is neither synced nor exported.
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  content TEXT NOT NULL CHECK (json_valid(content)),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_saved ON draft (saved_at);
`;
