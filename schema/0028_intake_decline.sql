-- Jobs that the customer declined, in the order in which it was recorded: the planning of calls
-- keeps the number of the last row that it has read. Up to here it read the log for them.
CREATE TABLE job_decline (
  id INTEGER PRIMARY KEY,
  job_id INTEGER NOT NULL UNIQUE REFERENCES job (id),
  outlet_id INTEGER NOT NULL REFERENCES outlet (id),
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id)
) STRICT;
CREATE TRIGGER job_decline_no_update BEFORE UPDATE ON job_decline
BEGIN SELECT RAISE(ABORT, 'append-only: job_decline'); END;
CREATE TRIGGER job_decline_no_delete BEFORE DELETE ON job_decline
BEGIN SELECT RAISE(ABORT, 'append-only: job_decline'); END;

CREATE TABLE declined_before AS
SELECT j.id AS job_id, MAX(e.seq) AS seq
  FROM job j JOIN event e ON e.entity = 'job' AND e.key = j.number
 WHERE j.state = 'declined' AND e.payload = '5:state8:declined'
 GROUP BY j.id;

INSERT INTO job_decline (job_id, outlet_id, at, recorded_at, staff_id)
SELECT j.id, j.outlet_id, e.at, e.recorded_at, s.id
  FROM declined_before d
  JOIN event e ON e.seq = d.seq
  JOIN job j ON j.id = d.job_id
  LEFT JOIN staff s ON s.code = e.actor AND e.actor <> ''
 ORDER BY d.seq;

UPDATE callback_mark
   SET source = 'declined-work:job',
       last_seen = (SELECT COUNT(*) FROM declined_before d WHERE d.seq <= callback_mark.last_seen)
 WHERE source = 'declined-work:event';
DROP TABLE declined_before;
