-- The state vector of a snapshot beside its state: whoever comes with nothing is answered with the stored bytes,
-- before the document is built. A snapshot made before this has none; its checksum covers the state alone.

ALTER TABLE draft_snapshots ADD COLUMN vector BYTEA;
