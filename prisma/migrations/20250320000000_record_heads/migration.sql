-- Heads of records as they were signed, with a key that is never in the database. One for an entry at most.
-- It refers to no entry for the database: it must outlive a record that somebody cuts off.

CREATE TABLE record_heads (
  draft      TEXT NOT NULL,
  number     INTEGER NOT NULL,
  hash       TEXT NOT NULL,
  symbol     TEXT NOT NULL,
  at         TIMESTAMPTZ(3) NOT NULL,
  public_key TEXT NOT NULL,
  signature  TEXT NOT NULL,
  PRIMARY KEY (draft, number)
);
CREATE TRIGGER record_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
