/** Saved views of lists, and the way to the removed records of a kind. */
export const savedView = /* sql */ `
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "list_kind" TEXT,
  "filters" TEXT CHECK (json_valid("filters")),
  "columns" TEXT CHECK (json_valid("columns")),
  "sort" TEXT CHECK (json_valid("sort")),
  "grouping" TEXT,
  "mode" TEXT
) STRICT;
CREATE INDEX record_removed ON record (kind, deleted_at) WHERE deleted_at IS NOT NULL;
`;
