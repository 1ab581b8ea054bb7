-- Who was connected to the table of a draft, and when: written by the process that holds the room, once a minute at
-- most. A stay that goes on is written again with a later end, so that a crash leaves it ended at its last beat.

CREATE TABLE attendance (
  id         TEXT PRIMARY KEY,
  draft      TEXT NOT NULL REFERENCES drafts (id),
  "user"     TEXT NOT NULL,
  name       TEXT NOT NULL,
  role       TEXT NOT NULL,
  delegation TEXT,
  came_at    TIMESTAMPTZ(3) NOT NULL,
  seen_at    TIMESTAMPTZ(3) NOT NULL,
  CHECK (came_at <= seen_at)
);
CREATE INDEX attendance_draft_seen_at_idx ON attendance (draft, seen_at);
