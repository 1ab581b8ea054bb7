-- The chair's bridging texts, at work outside of the room: only chairs read them all, a delegation those that were
-- sent to it, and of the views its own. What was sent stays as it was sent.

CREATE TABLE bridging_texts (
  id        TEXT PRIMARY KEY CHECK (id <> ''),
  draft     TEXT NOT NULL REFERENCES drafts (id),
  paragraph TEXT NOT NULL,
  text      TEXT NOT NULL CHECK (text <> ''),
  "user"    TEXT NOT NULL,
  at        TIMESTAMPTZ(3) NOT NULL,
  sent_at   TIMESTAMPTZ(3),
  closed_at TIMESTAMPTZ(3)
);
CREATE INDEX bridging_texts_draft_idx ON bridging_texts (draft);

CREATE TABLE bridging_views (
  text       TEXT NOT NULL REFERENCES bridging_texts (id),
  delegation TEXT NOT NULL REFERENCES delegations (code),
  -- Null until the delegation has said something.
  stance     TEXT CHECK (stance IN ('accepts', 'objects', 'comments')),
  note       TEXT NOT NULL DEFAULT '',
  "user"     TEXT,
  at         TIMESTAMPTZ(3),
  PRIMARY KEY (text, delegation)
);
