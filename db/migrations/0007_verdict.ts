/** What people think of matches: a kind of record like any other. */
export const verdict = /* sql */ `
CREATE TABLE verdict (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "verdict" TEXT,
  "reason" TEXT CHECK (json_valid("reason")),
  "date" TEXT,
  "need" TEXT,
  "city" TEXT,
  "study" TEXT,
  "precedent" TEXT,
  "organisation" TEXT,
  "solution" TEXT
) STRICT;
`;
