-- Who may sit in the room

CREATE TABLE delegations (
  code          TEXT PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'),
  iso2          TEXT NOT NULL UNIQUE,
  name          JSON NOT NULL,
  position      INTEGER NOT NULL UNIQUE,
  participation TEXT NOT NULL CHECK (participation IN ('member', 'not-participating', 'withdrawn', 'disputed'))
);

CREATE TABLE organs (
  code        TEXT PRIMARY KEY CHECK (code <> ''),
  name        JSON NOT NULL,
  formula     JSON NOT NULL,
  series      TEXT NOT NULL,
  symbol_stem TEXT NOT NULL,
  position    INTEGER NOT NULL,
  next_code   TEXT REFERENCES organs (code) CHECK (next_code <> code)
);

CREATE TABLE users (
  id              TEXT PRIMARY KEY CHECK (id <> ''),
  email           TEXT NOT NULL UNIQUE CHECK (email = lower(email) AND email <> ''),
  name            TEXT NOT NULL CHECK (name <> ''),
  role            TEXT NOT NULL
    CHECK (role IN ('delegate', 'chair', 'secretariat', 'translator', 'observer', 'administrator')),
  delegation_code TEXT REFERENCES delegations (code),
  demo            BOOLEAN NOT NULL DEFAULT FALSE,
  password_hash   TEXT NOT NULL,
  created_at      TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT users_delegates_have_a_delegation CHECK ((role = 'delegate') = (delegation_code IS NOT NULL))
);

CREATE TABLE sessions (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

-- The draft and everything that happens to it

CREATE TABLE drafts (
  id                TEXT PRIMARY KEY CHECK (id <> ''),
  title             TEXT NOT NULL,
  organ_code        TEXT NOT NULL REFERENCES organs (code),
  symbol            TEXT NOT NULL UNIQUE CHECK (symbol <> ''),
  series            TEXT NOT NULL,
  date              TEXT NOT NULL CHECK (date ~ '^\d{4}-\d{2}-\d{2}$'),
  original_language TEXT NOT NULL CHECK (original_language IN ('en', 'es', 'fr', 'pt')),
  status_line       TEXT NOT NULL,
  phase             TEXT NOT NULL CHECK (phase IN ('negotiation', 'transmitted')),
  serial            BIGSERIAL UNIQUE,
  created_at        TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE draft_updates (
  number BIGSERIAL PRIMARY KEY,
  draft  TEXT NOT NULL REFERENCES drafts (id),
  data   BYTEA NOT NULL,
  at     TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX draft_updates_draft_number_idx ON draft_updates (draft, number);

CREATE TABLE draft_snapshots (
  draft  TEXT NOT NULL REFERENCES drafts (id),
  up_to  BIGINT NOT NULL,
  state  BYTEA NOT NULL,
  sha256 TEXT NOT NULL,
  at     TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (draft, up_to)
);

CREATE TABLE draft_clients (
  draft  TEXT NOT NULL REFERENCES drafts (id),
  client BIGINT NOT NULL CHECK (client >= 0),
  "user" TEXT NOT NULL,
  PRIMARY KEY (draft, client)
);

CREATE TABLE record_entries (
  draft    TEXT NOT NULL REFERENCES drafts (id),
  number   INTEGER NOT NULL CHECK (number >= 1),
  at       TIMESTAMPTZ(3) NOT NULL,
  by       TEXT NOT NULL,
  what     TEXT NOT NULL CHECK (what <> ''),
  detail   TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash     TEXT NOT NULL,
  PRIMARY KEY (draft, number)
);

CREATE TABLE revisions (
  draft           TEXT NOT NULL REFERENCES drafts (id),
  number          INTEGER NOT NULL CHECK (number >= 0),
  symbol          TEXT NOT NULL UNIQUE CHECK (symbol <> ''),
  date            TEXT NOT NULL CHECK (date ~ '^\d{4}-\d{2}-\d{2}$'),
  issued_at       TIMESTAMPTZ(3) NOT NULL,
  issued_by       TEXT NOT NULL,
  content         TEXT NOT NULL,
  brackets        INTEGER NOT NULL CHECK (brackets >= 0),
  open_paragraphs INTEGER NOT NULL CHECK (open_paragraphs >= 0),
  proposals       INTEGER NOT NULL CHECK (proposals >= 0),
  PRIMARY KEY (draft, number)
);

CREATE TABLE transmissions (
  id          TEXT PRIMARY KEY CHECK (id <> ''),
  serial      BIGSERIAL UNIQUE,
  draft       TEXT NOT NULL REFERENCES drafts (id),
  revision    INTEGER NOT NULL,
  "from"      TEXT NOT NULL REFERENCES organs (code),
  "to"        TEXT NOT NULL REFERENCES organs (code),
  symbol      TEXT NOT NULL UNIQUE CHECK (symbol <> ''),
  series      TEXT NOT NULL,
  status_line TEXT NOT NULL,
  date        TEXT NOT NULL CHECK (date ~ '^\d{4}-\d{2}-\d{2}$'),
  at          TIMESTAMPTZ(3) NOT NULL,
  by          TEXT NOT NULL,
  previous    TEXT REFERENCES transmissions (id),
  FOREIGN KEY (draft, revision) REFERENCES revisions (draft, number)
);
CREATE INDEX transmissions_draft_idx ON transmissions (draft);

CREATE TABLE installation (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- What has happened has happened: the database itself refuses to change or forget it.

CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER draft_updates_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON draft_updates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER record_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER revisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER transmissions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transmissions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();

CREATE FUNCTION refuse_to_reopen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a transmitted draft is not reopened';
END
$$;

CREATE TRIGGER drafts_transmitted_for_good BEFORE UPDATE ON drafts
  FOR EACH ROW WHEN (OLD.phase = 'transmitted' AND NEW.phase <> 'transmitted')
  EXECUTE FUNCTION refuse_to_reopen();
