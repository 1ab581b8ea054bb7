-- Which process a room lives in. A process says every second that it lives; one that has not for some seconds, by
-- the clock of the database, is dead, and its rooms may be claimed. Each change of hands raises the epoch, and an
-- append under an older one stores nothing.

CREATE TABLE processes (
  id         TEXT PRIMARY KEY CHECK (id <> ''),
  name       TEXT NOT NULL,
  claims     BOOLEAN NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);

-- A row stays for ever, so that epochs only rise. No process: the room was given back.
CREATE TABLE room_owners (
  draft   TEXT PRIMARY KEY REFERENCES drafts (id),
  process TEXT,
  epoch   BIGINT NOT NULL CHECK (epoch >= 1)
);
CREATE INDEX room_owners_process_idx ON room_owners (process);

-- Keeps the room from changing hands until the transaction ends, or raises CO001.
CREATE FUNCTION hold_room(of_draft TEXT, under_epoch BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM room_owners WHERE draft = of_draft AND epoch = under_epoch FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'room % is not held under epoch %', of_draft, under_epoch USING ERRCODE = 'CO001';
  END IF;
  RETURN TRUE;
END
$$;
