-- What a decision leaves to be done besides, such as the index of agreed language: kept until it is done, so that a
-- server that ends in between makes up for it at its next start.
CREATE TABLE side_work (
  id  TEXT PRIMARY KEY,
  at  TIMESTAMPTZ(3) NOT NULL,
  job TEXT NOT NULL
);
