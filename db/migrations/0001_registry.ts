/* The registry: the log, the rows that follow from it, their links, and the search index. */
export const registry = /* sql */ `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT;
CREATE TABLE actor (id TEXT PRIMARY KEY, name TEXT) STRICT;

CREATE TABLE change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL REFERENCES actor (id),
  origin TEXT NOT NULL,
  undoes TEXT,
  batch TEXT
) STRICT;
CREATE INDEX change_at ON change (at);
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_batch ON change (batch) WHERE batch IS NOT NULL;

CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES change (sequence),
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('set', 'add', 'remove')),
  value TEXT CHECK (value IS NULL OR json_valid(value)),
  previous TEXT CHECK (previous IS NULL OR json_valid(previous)),
  salt TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_record ON operation (record_id, change);
CREATE INDEX operation_change ON operation (change);

CREATE TABLE superseded (
  operation_id TEXT NOT NULL,
  by_id TEXT NOT NULL,
  PRIMARY KEY (operation_id, by_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  operation_id TEXT NOT NULL REFERENCES operation (id),
  PRIMARY KEY (record_id, field, operation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  visibility TEXT NOT NULL,
  confidence TEXT,
  remarks TEXT CHECK (remarks IS NULL OR json_valid(remarks)),
  sources TEXT CHECK (sources IS NULL OR json_valid(sources)),
  label TEXT CHECK (label IS NULL OR json_valid(label)),
  sort_japanese TEXT NOT NULL,
  sort_latin TEXT NOT NULL,
  date TEXT,
  fiscal_year INTEGER,
  latitude REAL,
  longitude REAL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_how TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_how TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX record_by_reading ON record (kind, sort_japanese, id) WHERE deleted_at IS NULL;
CREATE INDEX record_by_latin ON record (kind, sort_latin, id) WHERE deleted_at IS NULL;
CREATE INDEX record_by_date ON record (kind, date, id) WHERE deleted_at IS NULL;
CREATE INDEX record_by_fiscal_year ON record (kind, fiscal_year, id) WHERE deleted_at IS NULL;
CREATE INDEX record_by_update ON record (kind, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX record_by_visibility ON record (kind, visibility) WHERE deleted_at IS NULL;

CREATE TABLE link (
  from_id TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  to_id TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (from_id, field, to_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_back ON link (to_id, field, from_id);

CREATE TABLE country (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "name" TEXT CHECK (json_valid("name")),
  "official_name" TEXT CHECK (json_valid("official_name")),
  "yomi" TEXT,
  "aliases" TEXT CHECK (json_valid("aliases")),
  "alpha3" TEXT,
  "role" TEXT,
  "asean_member" INTEGER,
  "ascn" INTEGER,
  "capital" TEXT CHECK (json_valid("capital")),
  "languages" TEXT CHECK (json_valid("languages")),
  "currency" TEXT CHECK (json_valid("currency")),
  "flag" TEXT,
  "fiscal_year_start" TEXT,
  "fiscal_year_note" TEXT CHECK (json_valid("fiscal_year_note")),
  "oda_notes" TEXT CHECK (json_valid("oda_notes"))
) STRICT;

CREATE TABLE city (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "name" TEXT CHECK (json_valid("name")),
  "local_lang" TEXT,
  "yomi" TEXT,
  "aliases" TEXT CHECK (json_valid("aliases")),
  "country" TEXT,
  "type" TEXT,
  "lat" REAL,
  "lon" REAL,
  "timezone" TEXT,
  "population" TEXT CHECK (json_valid("population")),
  "ascn" TEXT CHECK (json_valid("ascn")),
  "climate" TEXT CHECK (json_valid("climate")),
  "hazards" TEXT CHECK (json_valid("hazards")),
  "urban_form" TEXT CHECK (json_valid("urban_form")),
  "profile_confidence" TEXT,
  "focus_areas" TEXT CHECK (json_valid("focus_areas")),
  "challenges" TEXT CHECK (json_valid("challenges")),
  "priority_projects" TEXT CHECK (json_valid("priority_projects")),
  "confidence_note" TEXT CHECK (json_valid("confidence_note"))
) STRICT;

CREATE TABLE need (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "city" TEXT,
  "study" TEXT,
  "state" TEXT,
  "stated_on" TEXT,
  "valid_until" TEXT,
  "origin" TEXT,
  "derived" INTEGER,
  "description" TEXT CHECK (json_valid("description")),
  "challenges" TEXT CHECK (json_valid("challenges")),
  "technologies" TEXT CHECK (json_valid("technologies")),
  "levels" TEXT CHECK (json_valid("levels"))
) STRICT;

CREATE TABLE organisation (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "name" TEXT CHECK (json_valid("name")),
  "full_name" TEXT CHECK (json_valid("full_name")),
  "yomi" TEXT,
  "aliases" TEXT CHECK (json_valid("aliases")),
  "type" TEXT,
  "home_country" TEXT,
  "industry" TEXT CHECK (json_valid("industry")),
  "url" TEXT,
  "jasca_member" INTEGER,
  "basis" TEXT,
  "basis_text" TEXT CHECK (json_valid("basis_text")),
  "review_date" TEXT,
  "description" TEXT CHECK (json_valid("description")),
  "solution_areas" TEXT CHECK (json_valid("solution_areas")),
  "technologies" TEXT CHECK (json_valid("technologies")),
  "countries_active" TEXT CHECK (json_valid("countries_active")),
  "cities_active" TEXT CHECK (json_valid("cities_active"))
) STRICT;

CREATE TABLE solution (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "organisation" TEXT,
  "maturity" TEXT,
  "review_date" TEXT,
  "description" TEXT CHECK (json_valid("description")),
  "sectors" TEXT CHECK (json_valid("sectors")),
  "technologies" TEXT CHECK (json_valid("technologies")),
  "challenges" TEXT CHECK (json_valid("challenges")),
  "where" TEXT CHECK (json_valid("where"))
) STRICT;

CREATE TABLE study (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "title_status" TEXT,
  "record_type" TEXT,
  "count" INTEGER,
  "fiscal_year" INTEGER,
  "implementation_year" INTEGER,
  "programme" TEXT,
  "owner" TEXT,
  "status" TEXT,
  "period" TEXT CHECK (json_valid("period")),
  "countries" TEXT CHECK (json_valid("countries")),
  "cities" TEXT CHECK (json_valid("cities")),
  "place_text" TEXT CHECK (json_valid("place_text")),
  "counterpart" TEXT CHECK (json_valid("counterpart")),
  "consortium" TEXT CHECK (json_valid("consortium")),
  "summary" TEXT CHECK (json_valid("summary")),
  "url" TEXT,
  "sectors" TEXT CHECK (json_valid("sectors")),
  "technologies" TEXT CHECK (json_valid("technologies")),
  "challenges" TEXT CHECK (json_valid("challenges"))
) STRICT;

CREATE TABLE follow_up (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "study" TEXT,
  "project" TEXT,
  "city" TEXT,
  "date" TEXT,
  "status" TEXT,
  "outcome" TEXT CHECK (json_valid("outcome")),
  "next_action" TEXT CHECK (json_valid("next_action")),
  "responsible" TEXT,
  "due" TEXT
) STRICT;

CREATE TABLE project (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "stage" TEXT,
  "stage_history" TEXT CHECK (json_valid("stage_history")),
  "programme" TEXT,
  "cities" TEXT CHECK (json_valid("cities")),
  "studies" TEXT CHECK (json_valid("studies")),
  "needs" TEXT CHECK (json_valid("needs")),
  "organisations" TEXT CHECK (json_valid("organisations")),
  "description" TEXT CHECK (json_valid("description")),
  "sectors" TEXT CHECK (json_valid("sectors"))
) STRICT;

CREATE TABLE mou (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "type" TEXT,
  "status" TEXT,
  "date" TEXT,
  "date_precision" TEXT,
  "valid_from" TEXT,
  "valid_until" TEXT,
  "renewal_of" TEXT,
  "parties" TEXT CHECK (json_valid("parties")),
  "countries" TEXT CHECK (json_valid("countries")),
  "cities" TEXT CHECK (json_valid("cities")),
  "subject" TEXT CHECK (json_valid("subject")),
  "third_country_scope" TEXT CHECK (json_valid("third_country_scope")),
  "sectors" TEXT CHECK (json_valid("sectors"))
) STRICT;

CREATE TABLE event (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "name" TEXT CHECK (json_valid("name")),
  "type" TEXT,
  "status" TEXT,
  "start" TEXT,
  "end" TEXT,
  "date_precision" TEXT,
  "mode" TEXT,
  "venue" TEXT CHECK (json_valid("venue")),
  "place" TEXT CHECK (json_valid("place")),
  "country" TEXT,
  "cities" TEXT CHECK (json_valid("cities")),
  "host" TEXT CHECK (json_valid("host")),
  "cochair" TEXT CHECK (json_valid("cochair")),
  "organisations" TEXT CHECK (json_valid("organisations")),
  "participants" TEXT CHECK (json_valid("participants")),
  "theme" TEXT CHECK (json_valid("theme")),
  "outcome" TEXT CHECK (json_valid("outcome"))
) STRICT;

CREATE TABLE programme (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "name" TEXT CHECK (json_valid("name")),
  "former_names" TEXT CHECK (json_valid("former_names")),
  "type" TEXT,
  "category" TEXT,
  "status" TEXT,
  "owner" TEXT CHECK (json_valid("owner")),
  "contact_organisation" TEXT CHECK (json_valid("contact_organisation")),
  "years" TEXT CHECK (json_valid("years")),
  "in_documents" INTEGER,
  "subsidy" TEXT CHECK (json_valid("subsidy")),
  "budgets" TEXT CHECK (json_valid("budgets")),
  "selections" TEXT CHECK (json_valid("selections")),
  "members" TEXT CHECK (json_valid("members")),
  "regional_projects" TEXT CHECK (json_valid("regional_projects")),
  "eligibility" TEXT CHECK (json_valid("eligibility")),
  "supports" TEXT CHECK (json_valid("supports")),
  "priority_items" TEXT CHECK (json_valid("priority_items")),
  "review_points" TEXT CHECK (json_valid("review_points")),
  "lessons" TEXT CHECK (json_valid("lessons")),
  "policy_basis" TEXT CHECK (json_valid("policy_basis")),
  "predecessor_ids" TEXT CHECK (json_valid("predecessor_ids")),
  "successor_ids" TEXT CHECK (json_valid("successor_ids"))
) STRICT;

CREATE TABLE precedent (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "code" TEXT,
  "fiscal_year" INTEGER,
  "programme_id" TEXT,
  "status" TEXT,
  "prefecture" TEXT CHECK (json_valid("prefecture")),
  "place" TEXT CHECK (json_valid("place")),
  "implementer" TEXT CHECK (json_valid("implementer")),
  "implementer_raw" TEXT CHECK (json_valid("implementer_raw")),
  "implementer_org_id" TEXT,
  "implementer_note" TEXT CHECK (json_valid("implementer_note")),
  "fields_raw" TEXT CHECK (json_valid("fields_raw")),
  "description" TEXT CHECK (json_valid("description")),
  "transfer_lesson" TEXT CHECK (json_valid("transfer_lesson")),
  "sectors" TEXT CHECK (json_valid("sectors")),
  "technologies" TEXT CHECK (json_valid("technologies"))
) STRICT;

CREATE TABLE contact (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "name" TEXT CHECK (json_valid("name")),
  "yomi" TEXT,
  "organisation" TEXT,
  "role" TEXT CHECK (json_valid("role")),
  "languages" TEXT CHECK (json_valid("languages")),
  "email" TEXT,
  "telephone" TEXT
) STRICT;

CREATE TABLE mission_note (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "date" TEXT,
  "about" TEXT CHECK (json_valid("about")),
  "place" TEXT CHECK (json_valid("place")),
  "body" TEXT CHECK (json_valid("body"))
) STRICT;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "title" TEXT CHECK (json_valid("title")),
  "file_name" TEXT,
  "media_type" TEXT,
  "bytes" INTEGER,
  "sha256" TEXT,
  "about" TEXT CHECK (json_valid("about"))
) STRICT;

CREATE TABLE measure (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "indicator" TEXT CHECK (json_valid("indicator")),
  "study" TEXT,
  "project" TEXT,
  "unit" TEXT,
  "baseline" REAL,
  "target" REAL,
  "values" TEXT CHECK (json_valid("values"))
) STRICT;

CREATE TABLE concept (
  id TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  "label" TEXT CHECK (json_valid("label")),
  "synonyms" TEXT CHECK (json_valid("synonyms")),
  "type" TEXT,
  "hub" INTEGER,
  "standard" TEXT,
  "broader" TEXT CHECK (json_valid("broader")),
  "related" TEXT CHECK (json_valid("related")),
  "sectors" TEXT CHECK (json_valid("sectors")),
  "challenges" TEXT CHECK (json_valid("challenges")),
  "addresses" TEXT CHECK (json_valid("addresses")),
  "produces" TEXT CHECK (json_valid("produces")),
  "consumes" TEXT CHECK (json_valid("consumes")),
  "interfaces" TEXT CHECK (json_valid("interfaces"))
) STRICT;

-- Folded names and aliases, for "the whole field first, then what begins with it".
CREATE TABLE search_key (
  key TEXT NOT NULL,
  row INTEGER NOT NULL REFERENCES record (row) ON DELETE CASCADE,
  PRIMARY KEY (key, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_key_row ON search_key (row);

CREATE VIRTUAL TABLE search_text USING fts5 (
  title, alias, place, body, related,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

-- Records whose indexed text may be out of date because something they point to was renamed.
CREATE TABLE search_stale (row INTEGER PRIMARY KEY REFERENCES record (row) ON DELETE CASCADE) STRICT;
`;
