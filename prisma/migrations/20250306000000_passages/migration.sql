-- What was agreed before, to be found by words and by likeness. Derived from revisions and imports.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE passages (
  id       BIGSERIAL PRIMARY KEY,
  draft    TEXT NOT NULL REFERENCES drafts (id),
  -- NULL for the text as it was imported.
  revision INTEGER,
  symbol   TEXT NOT NULL,
  date     TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'es', 'fr', 'pt')),
  place    INTEGER NOT NULL,
  label    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL CHECK (text <> ''),
  words    TSVECTOR GENERATED ALWAYS AS (CASE language
    WHEN 'es' THEN to_tsvector('spanish', text)
    WHEN 'fr' THEN to_tsvector('french', text)
    WHEN 'pt' THEN to_tsvector('portuguese', text)
    ELSE to_tsvector('english', text) END) STORED
);
CREATE UNIQUE INDEX passages_place_idx ON passages (draft, coalesce(revision, -1), place);
CREATE INDEX passages_words_idx ON passages USING GIN (words);
CREATE INDEX passages_likeness_idx ON passages USING GIN (text gin_trgm_ops);
