-- A clock is in dispute from when one manager alone said that the last records bear the time of a wrong
-- clock until another settles it (1.3-integrity). What was said so before this version is settled.
CREATE TABLE clock_dispute (
  id INTEGER PRIMARY KEY,
  last_at INTEGER NOT NULL,                     -- recording of the last event before the clock was set back
  recorded_at INTEGER NOT NULL,                 -- by the clock that was set back
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  why TEXT NOT NULL,
  settled_at INTEGER,                           -- NULL: in dispute
  settled_by INTEGER REFERENCES staff (id),
  settled_why TEXT
) STRICT;
CREATE TRIGGER clock_dispute_no_update BEFORE UPDATE OF last_at, recorded_at, staff_id, why ON clock_dispute
BEGIN SELECT RAISE(ABORT, 'append-only: clock_dispute'); END;
CREATE TRIGGER clock_dispute_settles_once BEFORE UPDATE OF settled_at, settled_by, settled_why ON clock_dispute
WHEN OLD.settled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: clock_dispute'); END;
CREATE TRIGGER clock_dispute_no_delete BEFORE DELETE ON clock_dispute
BEGIN SELECT RAISE(ABORT, 'append-only: clock_dispute'); END;

-- Of the company's chain: the latest last_at of the disputes that are open, which every write reads with
-- the head. NULL: the clock is in no dispute.
ALTER TABLE chain_head ADD COLUMN disputed_at INTEGER;
