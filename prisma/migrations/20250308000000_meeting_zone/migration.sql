-- Where an organ meets, and so the clock that its deadlines are entered by. Washington until an organ says otherwise.

ALTER TABLE organs ADD COLUMN zone TEXT NOT NULL DEFAULT 'America/New_York' CHECK (zone ~ '^[A-Za-z][A-Za-z0-9_+/-]*$');
