-- A room is where words are kept: that of a draft, under the draft's own id, and one for the working copy that a
-- delegation keeps of it to itself.

CREATE TABLE rooms (
  id         TEXT PRIMARY KEY,
  draft      TEXT NOT NULL REFERENCES drafts (id),
  delegation TEXT REFERENCES delegations (code),
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (draft, delegation),
  CHECK (id = CASE WHEN delegation IS NULL THEN draft ELSE draft || '~' || delegation END)
);

INSERT INTO rooms (id, draft) SELECT id, id FROM drafts;

CREATE FUNCTION make_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rooms (id, draft) VALUES (NEW.id, NEW.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER drafts_have_a_room AFTER INSERT ON drafts FOR EACH ROW EXECUTE FUNCTION make_room();

ALTER TABLE draft_updates DROP CONSTRAINT draft_updates_draft_fkey,
  ADD CONSTRAINT draft_updates_room_fkey FOREIGN KEY (draft) REFERENCES rooms (id);
ALTER TABLE draft_snapshots DROP CONSTRAINT draft_snapshots_draft_fkey,
  ADD CONSTRAINT draft_snapshots_room_fkey FOREIGN KEY (draft) REFERENCES rooms (id);
ALTER TABLE draft_clients DROP CONSTRAINT draft_clients_draft_fkey,
  ADD CONSTRAINT draft_clients_room_fkey FOREIGN KEY (draft) REFERENCES rooms (id);
ALTER TABLE record_entries DROP CONSTRAINT record_entries_draft_fkey,
  ADD CONSTRAINT record_entries_room_fkey FOREIGN KEY (draft) REFERENCES rooms (id);
ALTER TABLE room_owners DROP CONSTRAINT room_owners_draft_fkey,
  ADD CONSTRAINT room_owners_room_fkey FOREIGN KEY (draft) REFERENCES rooms (id);
