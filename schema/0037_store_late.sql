-- Rows that were recorded later than the shop's lateness allowed when they were: which, and by the
-- event that told of them. Until a manager accepts that event, they count from their recording.
CREATE TABLE late_record (
  id INTEGER PRIMARY KEY,
  chain INTEGER NOT NULL,                        -- of the event, and its number there
  seq INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  made INTEGER NOT NULL CHECK (made IN (0, 1)),  -- 1: the event made the row; 0: it changed it
  actor TEXT NOT NULL                            -- staff code of who recorded it; empty: nobody
) STRICT;
CREATE INDEX late_record_row ON late_record (table_name, row_id);
CREATE INDEX late_record_event ON late_record (chain, seq);

-- A manager accepts that an event was recorded late: what it wrote counts from when it happened.
CREATE TABLE late_acceptance (
  id INTEGER PRIMARY KEY,
  chain INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  why TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  UNIQUE (chain, seq)
) STRICT;
CREATE INDEX late_acceptance_staff ON late_acceptance (staff_id);

-- What an older store holds was judged by no allowance: that of twelve hours is taken.
INSERT INTO late_record (chain, seq, table_name, row_id, made, actor)
SELECT e.chain, e.seq, t.name, r.row_id, CASE WHEN r.version = 1 THEN 1 ELSE 0 END, e.actor
  FROM event e
  JOIN event_row r ON r.chain = e.chain AND r.seq = e.seq
  JOIN log_table t ON t.id = r.table_id
 WHERE e.recorded_at - e.at > 43200 AND r.digest IS NOT NULL
 ORDER BY e.chain, e.seq, t.name, r.row_id;

CREATE TRIGGER late_record_no_update BEFORE UPDATE ON late_record
BEGIN SELECT RAISE(ABORT, 'append-only: late_record'); END;
CREATE TRIGGER late_record_no_delete BEFORE DELETE ON late_record
BEGIN SELECT RAISE(ABORT, 'append-only: late_record'); END;
CREATE TRIGGER late_acceptance_no_update BEFORE UPDATE ON late_acceptance
BEGIN SELECT RAISE(ABORT, 'append-only: late_acceptance'); END;
CREATE TRIGGER late_acceptance_no_delete BEFORE DELETE ON late_acceptance
BEGIN SELECT RAISE(ABORT, 'append-only: late_acceptance'); END;

-- Money, stock and deliveries are posted to the day of recording: `at` is that time from here on, and
-- what was told of when it happened stands beside it. Rows of older stores stay where they were posted.
ALTER TABLE stock_movement ADD COLUMN happened_at INTEGER;
ALTER TABLE payment ADD COLUMN happened_at INTEGER;
ALTER TABLE bill ADD COLUMN happened_at INTEGER;
ALTER TABLE delivery ADD COLUMN happened_at INTEGER;
