-- The record covers the log: whose a client is and every update stand at a place of their room, 1, 2, 3 …, with a
-- running hash (SHA-256) over all up to them, and each entry of the record holds how far the log had come. What was
-- stored before has none of this; it is covered by whatever comes first after it.

ALTER TABLE draft_updates ADD COLUMN place BIGINT, ADD COLUMN running BYTEA;
ALTER TABLE draft_clients ADD COLUMN place BIGINT, ADD COLUMN running BYTEA;

-- `form`: what the hash of an entry covers; NULL for entries from before there were several forms.
-- `log`: how far the log had come, in JSON kept as text like the rest.
ALTER TABLE record_entries ADD COLUMN form INTEGER, ADD COLUMN log TEXT;

CREATE TRIGGER draft_clients_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON draft_clients
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
