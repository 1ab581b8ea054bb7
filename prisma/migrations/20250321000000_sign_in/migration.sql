-- Sessions as their owner sees them: on which device, when they were used last, when their owner was last sure to be there.
ALTER TABLE sessions
  ADD COLUMN device    TEXT NOT NULL DEFAULT '',
  ADD COLUMN used_at   TIMESTAMPTZ(3),
  ADD COLUMN proven_at TIMESTAMPTZ(3);

-- Devices from which somebody has signed in: nobody else's failures lock them out. A hash of what the cookie holds.
CREATE TABLE known_devices (
  id      TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  used_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (id, user_id)
);
CREATE INDEX known_devices_used_at_idx ON known_devices (used_at);

-- Failed attempts lately, counted for all processes together. Keys are hashes: no address and no e-mail stands here.
CREATE TABLE sign_in_attempts (
  key    VARCHAR(255) PRIMARY KEY,
  points INTEGER NOT NULL DEFAULT 0,
  expire BIGINT
);

-- Who signed in, who could not, and what was done to accounts and sessions. Append-only.
CREATE TABLE sign_in_events (
  number  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      TIMESTAMPTZ(3) NOT NULL,
  what    TEXT NOT NULL,
  user_id TEXT,
  -- The e-mail of an account; of an unknown one a hash only.
  account TEXT NOT NULL,
  address TEXT NOT NULL,
  device  TEXT NOT NULL
);
CREATE INDEX sign_in_events_account_idx ON sign_in_events (account, number);
CREATE TRIGGER sign_in_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_in_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
