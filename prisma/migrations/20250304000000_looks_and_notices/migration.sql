-- The record page by page. `by` is JSON kept as text, in which quotes within a name are escaped: what follows the
-- key is surely the value.

CREATE INDEX record_entries_what_idx ON record_entries (draft, what, number);
CREATE INDEX record_entries_at_idx ON record_entries (draft, at, number);
CREATE INDEX record_entries_delegation_idx
  ON record_entries (draft, substring("by" from '"delegation":"([^"\\]+)"'), number);

-- The database's own time, the same as that of the words stored with it: ties an entry to its moment in the text.
ALTER TABLE record_entries ADD COLUMN stored_at TIMESTAMPTZ(3);
ALTER TABLE record_entries ALTER COLUMN stored_at SET DEFAULT CURRENT_TIMESTAMP;

-- Up to where the record was found whole, so that a look at it checks only what came since.
CREATE TABLE record_checks (
  draft      TEXT PRIMARY KEY REFERENCES drafts (id),
  number     INTEGER NOT NULL CHECK (number >= 1),
  hash       TEXT NOT NULL,
  at         TIMESTAMPTZ(3) NOT NULL,
  -- When all of it was last read from its first entry on; null before that has happened.
  from_start TIMESTAMPTZ(3)
);

-- What changed since somebody was last here

-- `entry`, `at`: how far the record had come, and when, at the end of the visit before this one; `seen_*`: at the
-- latest look of this one.
CREATE TABLE looks (
  "user"     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  draft      TEXT NOT NULL REFERENCES drafts (id),
  entry      INTEGER NOT NULL CHECK (entry >= 0),
  at         TIMESTAMPTZ(3),
  seen_entry INTEGER NOT NULL CHECK (seen_entry >= entry),
  seen_at    TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("user", draft)
);

CREATE TABLE follows (
  "user"    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  draft     TEXT NOT NULL REFERENCES drafts (id),
  paragraph TEXT NOT NULL CHECK (paragraph <> ''),
  PRIMARY KEY ("user", draft, paragraph)
);

-- Up to which entry of the record somebody has taken note of, and up to which mail has told. Notices themselves
-- are read off the record.
CREATE TABLE notice_marks (
  "user" TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  draft  TEXT NOT NULL REFERENCES drafts (id),
  read   INTEGER NOT NULL DEFAULT 0 CHECK (read >= 0),
  mailed INTEGER NOT NULL DEFAULT 0 CHECK (mailed >= 0),
  PRIMARY KEY ("user", draft)
);

CREATE TABLE mail_settings (
  "user"   TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- Kinds of notices that are not mailed, separated by blanks.
  off      TEXT NOT NULL DEFAULT '',
  -- Opens the page that ends all mail without signing in.
  token    TEXT NOT NULL UNIQUE,
  -- Notices from before are not mailed.
  since    TIMESTAMPTZ(3) NOT NULL,
  -- Nothing is sent before.
  next_at  TIMESTAMPTZ(3) NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  -- What the other side said when it last took no mail; null when it takes it.
  fault    TEXT,
  fault_at TIMESTAMPTZ(3)
);
CREATE INDEX mail_settings_next_at_idx ON mail_settings (next_at);
