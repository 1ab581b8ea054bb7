-- Comments that stay within a delegation. They are no part of the record, which everybody who takes part can read;
-- what was said stays all the same: comments are never changed or deleted, and a thread only is settled or opened
-- again. Every question for them names the delegation.

CREATE TABLE internal_threads (
  id          TEXT PRIMARY KEY CHECK (id <> ''),
  draft       TEXT NOT NULL REFERENCES drafts (id),
  delegation  TEXT NOT NULL REFERENCES delegations (code),
  about       TEXT NOT NULL,
  words       TEXT NOT NULL,
  resolved_by TEXT,
  resolved_at TIMESTAMPTZ(3),
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
);
CREATE INDEX internal_threads_draft_delegation_idx ON internal_threads (draft, delegation);

CREATE TABLE internal_comments (
  id       TEXT PRIMARY KEY CHECK (id <> ''),
  thread   TEXT NOT NULL REFERENCES internal_threads (id),
  serial   BIGSERIAL NOT NULL UNIQUE,
  "user"   TEXT NOT NULL,
  name     TEXT NOT NULL,
  at       TIMESTAMPTZ(3) NOT NULL,
  text     TEXT NOT NULL CHECK (text <> ''),
  mentions TEXT NOT NULL
);
CREATE INDEX internal_comments_thread_serial_idx ON internal_comments (thread, serial);

CREATE TRIGGER internal_comments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON internal_comments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER internal_threads_stay BEFORE DELETE OR TRUNCATE ON internal_threads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
