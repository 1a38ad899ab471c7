-- What each restore dropped: events of the store that it replaced and the backup does not hold
-- (1.3-integrity). Restores before this version stand on the log alone.
CREATE TABLE store_restore (
  id INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  actor TEXT NOT NULL,           -- staff code of who restored; perhaps not on file in the backup
  approved_by TEXT NOT NULL,     -- staff code of the manager who stood behind it; empty: nobody
  replaced TEXT NOT NULL,        -- 'read', 'unreadable'; 'none': no store was there
  kept_as TEXT NOT NULL,         -- the file that the store before is kept as; empty: none
  head_before TEXT NOT NULL,     -- of its log; empty: not known
  lost_events INTEGER,           -- NULL: not known
  lost_from_at INTEGER,          -- recording of the first and the last of them
  lost_to_at INTEGER,
  lost_by TEXT NOT NULL          -- who recorded how many: "M01 3, A01 2"
) STRICT;
CREATE TRIGGER store_restore_no_update BEFORE UPDATE ON store_restore
BEGIN SELECT RAISE(ABORT, 'append-only: store_restore'); END;
CREATE TRIGGER store_restore_no_delete BEFORE DELETE ON store_restore
BEGIN SELECT RAISE(ABORT, 'append-only: store_restore'); END;
