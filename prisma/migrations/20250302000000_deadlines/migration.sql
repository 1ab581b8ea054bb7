-- When a room has something to decide by itself: the alarm clock for silence procedures. Written in the same
-- transaction as what it follows from; the room's log alone says what is to be decided.

CREATE TABLE deadlines (
  draft TEXT PRIMARY KEY REFERENCES drafts (id),
  at    TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX deadlines_at_idx ON deadlines (at);
