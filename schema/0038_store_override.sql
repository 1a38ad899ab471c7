-- What each override was about: the thing that was recorded with it, its job, and the refusal that
-- it went against. Of overrides before this version the words of the refusal are not known.
CREATE TABLE override_subject (
  id INTEGER PRIMARY KEY REFERENCES rule_override (id),
  entity TEXT NOT NULL,                          -- as on the log: "job", "old-part"
  key TEXT NOT NULL,                             -- the number people know it by
  job_number TEXT NOT NULL,                      -- empty: no job's
  refusal TEXT NOT NULL,                         -- the message that was overridden, in no language yet
  actor TEXT NOT NULL                            -- staff code of who acted
) STRICT;
INSERT INTO override_subject (id, entity, key, job_number, refusal, actor)
SELECT o.id, e.entity, e.key, CASE WHEN e.entity = 'job' THEN e.key ELSE '' END, '', e.actor
  FROM rule_override o
  JOIN log_table t ON t.name = 'rule_override'
  JOIN event_row r ON r.table_id = t.id AND r.row_id = o.id AND r.version = 1
  JOIN event e ON e.chain = r.chain AND e.seq = r.seq
 ORDER BY o.id;
CREATE INDEX override_subject_job ON override_subject (job_number) WHERE job_number <> '';

CREATE TRIGGER override_subject_no_update BEFORE UPDATE ON override_subject
BEGIN SELECT RAISE(ABORT, 'append-only: override_subject'); END;
CREATE TRIGGER override_subject_no_delete BEFORE DELETE ON override_subject
BEGIN SELECT RAISE(ABORT, 'append-only: override_subject'); END;
