-- Visits that were cancelled, in the order in which it was recorded: the car left, and rules ask
-- of it what they ask of a delivery.
CREATE TABLE job_cancel (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE TRIGGER job_cancel_no_update BEFORE UPDATE ON job_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: job_cancel'); END;
CREATE TRIGGER job_cancel_no_delete BEFORE DELETE ON job_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: job_cancel'); END;
INSERT INTO job_cancel (job_id, outlet_id, at, recorded_at, staff_id)
SELECT j.id, j.outlet_id, MAX(e.at), MAX(e.recorded_at), MAX(s.id)
  FROM job j
  JOIN event e ON e.entity = 'job' AND e.key = j.number AND e.payload = '5:state9:cancelled'
  LEFT JOIN staff s ON s.code = e.actor AND e.actor <> ''
 WHERE j.state = 'cancelled'
 GROUP BY j.id, j.outlet_id
 ORDER BY MAX(e.recorded_at), j.id;

-- Fitted parts that no old part came off for: used up, added, or left in the car.
CREATE TABLE old_part_waiver (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL REFERENCES job (id),
  part_id INTEGER NOT NULL REFERENCES part (id), -- the part that was fitted
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  UNIQUE (job_id, part_id)
) STRICT;
CREATE INDEX old_part_waiver_part ON old_part_waiver (part_id);
CREATE TRIGGER old_part_waiver_no_update BEFORE UPDATE ON old_part_waiver
BEGIN SELECT RAISE(ABORT, 'append-only: old_part_waiver'); END;
CREATE TRIGGER old_part_waiver_no_delete BEFORE DELETE ON old_part_waiver
BEGIN SELECT RAISE(ABORT, 'append-only: old_part_waiver'); END;
