-- What was changed about an organ, by whom and when. Not part of any draft's record: it concerns all of them.

CREATE TABLE organ_changes (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organ  TEXT NOT NULL REFERENCES organs (code),
  at     TIMESTAMPTZ(3) NOT NULL,
  "user" TEXT NOT NULL,
  name   TEXT NOT NULL,
  before TEXT NOT NULL,
  zone   TEXT NOT NULL
);
CREATE INDEX organ_changes_organ_idx ON organ_changes (organ, number);
CREATE TRIGGER organ_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON organ_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
